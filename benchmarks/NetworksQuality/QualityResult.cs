namespace MLNetTuning.Benchmarks.NetworksQuality;

/// <summary>What one model makes of one file's test rows.</summary>
/// <param name="Values">The measure on each split.</param>
/// <param name="Costs">What each test row costs, by split.</param>
/// <param name="LowerIsBetter">Whether the measure is an error.</param>
internal sealed record QualityResult(double[] Values, double[][] Costs, bool LowerIsBetter)
{
    /// <summary>The mean over splits.</summary>
    public double Value => Values.Average();

    /// <summary>
    /// 1 when this one is better than the other by more than one standard error of their paired difference, -1 when worse, else 0. The pairs are the
    /// splits, or the test rows where there is one split.
    /// </summary>
    public int CompareWith(QualityResult other)
    {
        double[] gains = Values.Length > 1
            ? [.. Values.Zip(other.Values, (mine, theirs) => LowerIsBetter ? theirs - mine : mine - theirs)]
            : [.. Costs[0].Zip(other.Costs[0], (mine, theirs) => theirs - mine)];
        var mean = gains.Average();
        var error = Math.Sqrt(gains.Sum(g => (g - mean) * (g - mean)) / (gains.Length - 1) / gains.Length);
        return Math.Abs(mean) > error ? Math.Sign(mean) : 0;
    }
}
