namespace MLNetTuning.Sweepers.Samplers.Frugal;

/// <summary>
/// What a search has spent and what that has brought, and from it the cost at which it is likely to find a new best: ECI of Wang, Wu, Weimer, Zhu:
/// FLAML, MLSys 2021, section 4.2. Immutable.
/// </summary>
internal sealed record ImprovementRecord
{
    // A search that has only failed is tried ten times less often than one that stands still as long.
    private const double FailurePenalty = 10;
    // A clock that stands still must not make a search free.
    private const double LeastCost = 1e-9;
    private double _spent;
    private double _spentAtBest;
    private double _spentAtFormerBest;
    private double _formerBest = double.PositiveInfinity;
    private double _dearest;

    /// <summary>True before the first trial.</summary>
    public bool IsEmpty { get; private init; } = true;

    /// <summary>The smallest loss; infinite before a trial succeeded.</summary>
    public double Best { get; private init; } = double.PositiveInfinity;

    /// <summary>The record with one more trial; an infinite loss means that it failed.</summary>
    public ImprovementRecord With(double loss, double cost)
    {
        double spent = _spent + cost, dearest = Math.Max(_dearest, cost);
        var grown = this with { _spent = spent, _dearest = dearest, IsEmpty = false };
        return loss < Best
            ? grown with { Best = loss, _formerBest = Best, _spentAtBest = spent, _spentAtFormerBest = _spentAtBest }
            : grown;
    }

    /// <summary>What a new best of all is likely to cost here: as much as the last improvements took, and more the farther this search lies behind.</summary>
    public double ExpectedCost(double bestOfAll)
    {
        double own = Math.Max(Math.Max(_spent - _spentAtBest, _spentAtBest - _spentAtFormerBest), Math.Max(_dearest, LeastCost));
        if (double.IsInfinity(Best))
        {
            return FailurePenalty * own;
        }

        double gap = Best - bestOfAll, gain = _formerBest - Best;
        return gap > 0 && double.IsFinite(gain) ? Math.Max(own, 2 * gap * (_spent - _spentAtFormerBest) / gain) : own;
    }
}
