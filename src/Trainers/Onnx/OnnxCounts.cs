using MLNetTuning.Trainers.Boosting;

namespace MLNetTuning.Trainers.Onnx;

/// <summary>
/// Adds what counts how many known values are below, or not above, a value. Two trees per column are asked, which takes the logarithm of their number where
/// comparing with all would take as much room as there are.
/// </summary>
internal static class OnnxCounts
{
    /// <summary>Adds the nodes.</summary>
    /// <param name="graph">Where to.</param>
    /// <param name="known">Each column's known values, ascending.</param>
    /// <param name="x">The columns.</param>
    /// <returns>Two tables of the same columns.</returns>
    public static (string Below, string NotAbove) Add(OnnxGraph graph, float[][] known, string x)
    {
        var trees = new List<Tree>();
        trees.AddRange(known.Select((values, column) => Counting(column, values)));
        trees.AddRange(known.Select((values, column) => Counting(column, Array.ConvertAll(values, MathF.BitDecrement))));
        var model = new TreeEnsembleModel(known.Length, new float[trees.Count], trees);
        var counts = graph.MachineLearningNode("TreeEnsembleRegressor", [x], TreeEnsembleNode.Of(model));
        return (graph.Columns(counts, 0, known.Length), graph.Columns(counts, known.Length, known.Length));
    }

    /// <summary>A tree that gives how many of rising limits are below a value.</summary>
    private static Tree Counting(int column, float[] limits)
    {
        var count = limits.Length;
        var (thresholds, left, right) = (new float[count], new int[count], new int[count]);
        var next = 0;
        Grow(0, count);
        var leaves = Enumerable.Range(0, count + 1).Select(i => (float)i).ToArray();
        return new Tree([.. Enumerable.Repeat(column, count)], thresholds, left, right, new bool[count], leaves);

        // Of the limits from start to end some may be below the value; all before are.
        int Grow(int start, int end)
        {
            if (start == end)
            {
                return ~start;
            }

            var node = next++;
            var middle = (start + end) / 2;
            thresholds[node] = limits[middle];
            left[node] = Grow(start, middle);
            right[node] = Grow(middle + 1, end);
            return node;
        }
    }
}
