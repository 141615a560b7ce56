namespace Microsoft.ML.AutoML;

/// <summary>
/// Regression trees, each grown on a draw of the trials with repetition. The spread of their predictions tells how sure the mean is.
/// </summary>
internal sealed class SmacForest
{
    private readonly SmacTree[] _trees;

    public SmacForest(IReadOnlyList<double[]> points, double[] losses, SmacOptions options, Random random)
    {
        _trees = new SmacTree[options.Trees];
        for (var i = 0; i < _trees.Length; i++)
        {
            int[] rows = [.. losses.Select(_ => random.Next(losses.Length))];
            _trees[i] = SmacTree.Grow(points, losses, rows, options, random);
        }
    }

    /// <summary>How far below the best loss a point is expected to lie, where it does: (best - mean) P(z) + spread p(z), z = (best - mean) / spread.</summary>
    public double ExpectedImprovement(double[] point, double best)
    {
        var sum = 0.0;
        var squares = 0.0;
        foreach (var tree in _trees)
        {
            var value = tree.Predict(point);
            sum += value;
            squares += value * value;
        }

        var mean = sum / _trees.Length;
        var spread = Math.Sqrt(Math.Max(0, (squares / _trees.Length) - (mean * mean)));
        if (spread == 0)
        {
            return Math.Max(0, best - mean);
        }

        var z = (best - mean) / spread;
        return ((best - mean) * NormalShare(z)) + (spread * Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI));
    }

    /// <summary>The share of the standard normal distribution below z, to 7 digits: Abramowitz and Stegun, 26.2.17.</summary>
    private static double NormalShare(double z)
    {
        var t = 1 / (1 + (0.2316419 * Math.Abs(z)));
        var series = t * (0.319381530 + (t * (-0.356563782 + (t * (1.781477937 + (t * (-1.821255978 + (t * 1.330274429))))))));
        var tail = Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI) * series;
        return z > 0 ? 1 - tail : tail;
    }
}
