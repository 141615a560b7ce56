using MLNetTuning.Trainers.Boosting;

namespace MLNetTuning.Trainers.Onnx;

/// <summary>
/// Adds what takes values to shares of the training values below them, to normal quantiles, in double precision. How many quantiles are below a value is
/// asked of two trees per column, which takes the logarithm of their number where comparing with all would take as much room as there are.
/// </summary>
internal static class OnnxNormalQuantile
{
    private const double LeastShare = 1e-7;
    private const double Low = 0.02425;
    private static readonly double[] TailAbove = [-7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e+00, -2.549732539343734e+00, 4.374664141464968e+00, 2.938163982698783e+00];
    private static readonly double[] TailBelow = [7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00, 3.754408661907416e+00, 1];
    private static readonly double[] MiddleAbove = [-3.969683028665376e+01, 2.209460984245205e+02, -2.759285104469687e+02, 1.383577518672690e+02, -3.066479806614716e+01, 2.506628277459239e+00];
    private static readonly double[] MiddleBelow = [-5.447609879822406e+01, 1.615858368580409e+02, -1.556989798598866e+02, 6.680131188771972e+01, -1.328068155288572e+01, 1];

    /// <summary>Adds the nodes.</summary>
    /// <param name="graph">Where to.</param>
    /// <param name="quantiles">Each column's, rising, 2 or more.</param>
    /// <param name="x">The columns, without missing values.</param>
    /// <returns>The columns' normal quantiles.</returns>
    public static string Add(OnnxGraph graph, float[][] quantiles, string x)
    {
        var position = Position(graph, quantiles, x);
        var share = graph.Divide(position, graph.Doubles([.. quantiles.Select(q => q.Length - 1.0)]));
        return graph.Cast(Inverse(graph, graph.Clip(share, graph.Double(LeastShare), graph.Double(1 - LeastShare))), OnnxType.Float);
    }

    // Of equal quantiles the middle one counts; outside of all the first or last.
    private static string Position(OnnxGraph graph, float[][] quantiles, string x)
    {
        var trees = new List<Tree>();
        trees.AddRange(quantiles.Select((q, column) => Counting(column, q)));
        trees.AddRange(quantiles.Select((q, column) => Counting(column, Array.ConvertAll(q, MathF.BitDecrement))));
        var model = new TreeEnsembleModel(quantiles.Length, new float[trees.Count], trees);
        var counts = graph.MachineLearningNode("TreeEnsembleRegressor", [x], TreeEnsembleNode.Of(model));
        var below = graph.Columns(counts, 0, quantiles.Length);
        var notAbove = graph.Columns(counts, quantiles.Length, quantiles.Length);
        var last = graph.Floats([.. quantiles.Select(q => q.Length - 1f)]);
        var one = graph.Float(1);
        var starts = new float[quantiles.Length];
        for (var i = 1; i < starts.Length; i++)
        {
            starts[i] = starts[i - 1] + quantiles[i - 1].Length;
        }

        string Quantile(string place) => graph.Cast(graph.Node("Gather", [graph.Floats([.. quantiles.SelectMany(q => q)]), graph.Cast(graph.Add(place, graph.Floats(starts)), OnnxType.Int64)], OnnxAttribute.Of("axis", 0L)), OnnxType.Double);

        var low = Quantile(graph.Node("Max", [graph.Subtract(below, one), graph.Float(0)]));
        var width = graph.Subtract(Quantile(graph.Node("Min", [below, last])), low);
        width = graph.Where(graph.Node("Equal", [width, graph.Double(0)]), graph.Double(1), width);
        var (first, end) = (graph.Cast(below, OnnxType.Double), graph.Cast(notAbove, OnnxType.Double));
        var between = graph.Add(graph.Subtract(first, graph.Double(1)), graph.Divide(graph.Subtract(graph.Cast(x, OnnxType.Double), low), width));
        var middle = graph.Multiply(graph.Subtract(graph.Add(first, end), graph.Double(1)), graph.Double(0.5));
        var position = graph.Where(graph.Node("Less", [first, end]), middle, between);
        return graph.Node("Min", [graph.Node("Max", [position, graph.Double(0)]), graph.Cast(last, OnnxType.Double)]);
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

    // The inverse of the normal distribution function, by Acklam's rational approximation as the model has it.
    private static string Inverse(OnnxGraph graph, string share)
    {
        var upper = graph.Subtract(graph.Double(1), share);
        var tail = graph.Node("Min", [share, upper]);
        var root = graph.Node("Sqrt", [graph.Multiply(graph.Node("Log", [tail]), graph.Double(-2))]);
        var low = graph.Divide(Polynomial(graph, root, TailAbove), Polynomial(graph, root, TailBelow));
        var centred = graph.Subtract(share, graph.Double(0.5));
        var square = graph.Multiply(centred, centred);
        var middle = graph.Divide(graph.Multiply(Polynomial(graph, square, MiddleAbove), centred), Polynomial(graph, square, MiddleBelow));
        var outer = graph.Where(graph.Node("Less", [share, graph.Double(0.5)]), low, graph.Node("Neg", [low]));
        return graph.Where(graph.Node("Less", [tail, graph.Double(Low)]), outer, middle);
    }

    private static string Polynomial(OnnxGraph graph, string x, double[] factors)
    {
        var sum = graph.Double(factors[0]);
        foreach (var factor in factors.AsSpan(1))
        {
            sum = graph.Add(graph.Multiply(sum, x), graph.Double(factor));
        }

        return sum;
    }
}
