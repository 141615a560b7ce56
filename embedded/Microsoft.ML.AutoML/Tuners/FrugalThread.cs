namespace Microsoft.ML.AutoML;

/// <summary>
/// The search of one pipeline, with an estimate of how soon it may find a new best (ECI of Wang, Wu, Weimer, Zhu, FLAML, MLSys 2021, with
/// the cost counted in trials).
/// </summary>
internal sealed class FrugalThread(LocalSearch search)
{
    // A pipeline that has only failed is tried ten times less often than one that stands still as long.
    private const double FailurePenalty = 10;

    private int _trials;
    private int _trialsAtBest;
    private int _trialsAtFormerBest;
    private double _formerBest = double.PositiveInfinity;

    public LocalSearch Search => search;

    /// <summary>The smallest value; infinite when no trial succeeded.</summary>
    public double Best { get; private set; } = double.PositiveInfinity;

    public void Add(double[] point, double value)
    {
        _trials++;
        if (value < Best)
        {
            (_formerBest, Best) = (Best, value);
            (_trialsAtFormerBest, _trialsAtBest) = (_trialsAtBest, _trials);
        }

        search.Add(point, value);
    }

    /// <summary>
    /// How many more trials a new best of all pipelines is likely to take: as many as the last improvements of this one took, and more the
    /// farther it lies behind.
    /// </summary>
    /// <param name="bestOfAll">The smallest value of all pipelines.</param>
    public double ExpectedTrials(double bestOfAll)
    {
        var own = Math.Max(1.0, Math.Max(_trials - _trialsAtBest, _trialsAtBest - _trialsAtFormerBest));
        if (double.IsInfinity(Best))
        {
            return FailurePenalty * own;
        }

        var gap = Best - bestOfAll;
        var gain = _formerBest - Best;
        return gap > 0 && double.IsFinite(gain)
            ? Math.Max(own, 2 * gap * (_trials - _trialsAtFormerBest) / gain)
            : own;
    }
}
