namespace Microsoft.ML.AutoML;

/// <summary>
/// A regression tree whose splits lower the squared error most among a random share of the coordinates.
/// </summary>
internal sealed class SmacTree
{
    private readonly double _value;
    private readonly int _coordinate;
    private readonly double _threshold;
    private readonly SmacTree? _below;
    private readonly SmacTree? _above;

    private SmacTree(double value)
    {
        _value = value;
    }

    private SmacTree(int coordinate, double threshold, SmacTree below, SmacTree above)
    {
        _coordinate = coordinate;
        _threshold = threshold;
        _below = below;
        _above = above;
    }

    public static SmacTree Grow(IReadOnlyList<double[]> points, double[] losses, int[] rows, SmacOptions options, Random random)
    {
        var mean = rows.Average(row => losses[row]);
        if (rows.Length < options.SmallestSplit || FindSplit(points, losses, rows, options, random) is not { } split)
        {
            return new SmacTree(mean);
        }

        var below = rows.Where(row => points[row][split.Coordinate] <= split.Threshold).ToArray();
        var above = rows.Where(row => points[row][split.Coordinate] > split.Threshold).ToArray();
        return new SmacTree(split.Coordinate, split.Threshold, Grow(points, losses, below, options, random), Grow(points, losses, above, options, random));
    }

    public double Predict(double[] point)
    {
        var node = this;
        while (node._below is not null)
        {
            node = point[node._coordinate] <= node._threshold ? node._below : node._above!;
        }

        return node._value;
    }

    private static (int Coordinate, double Threshold)? FindSplit(IReadOnlyList<double[]> points, double[] losses, int[] rows, SmacOptions options, Random random)
    {
        var width = points[0].Length;
        var coordinates = Enumerable.Range(0, width).ToArray();
        random.Shuffle(coordinates);
        var total = rows.Sum(row => losses[row]);

        // The squared error falls by as much as this sum of squared sums over counts rises.
        var bestGain = (total * total / rows.Length) + 1e-12;
        (int, double)? best = null;
        foreach (var coordinate in coordinates.Take(Math.Max(1, (int)Math.Ceiling(options.SplitRatio * width))))
        {
            var ordered = rows.OrderBy(row => points[row][coordinate]).ToArray();
            var left = 0.0;
            for (var i = 1; i < ordered.Length; i++)
            {
                left += losses[ordered[i - 1]];
                var (before, after) = (points[ordered[i - 1]][coordinate], points[ordered[i]][coordinate]);
                var gain = (left * left / i) + ((total - left) * (total - left) / (ordered.Length - i));
                if (after > before && gain > bestGain)
                {
                    bestGain = gain;
                    best = (coordinate, before + ((after - before) / 2));
                }
            }
        }

        return best;
    }
}
