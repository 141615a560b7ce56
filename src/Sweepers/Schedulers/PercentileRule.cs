using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Schedulers;

/// <summary>See <see cref="StoppingRule.Percentile"/>.</summary>
internal sealed class PercentileRule : StoppingRule
{
    private readonly double _percent;
    private readonly int _startupTrials;
    private readonly int _warmupSteps;

    public PercentileRule(double percent, int startupTrials, int warmupSteps)
        : base(FormattableString.Invariant($"stopping outside the best {percent:R}% after {startupTrials} trials and {warmupSteps} steps"))
    {
        var errors = new List<string>();
        Messages.Require(percent is > 0 and < 100, errors, $"percent is {Messages.Number(percent)}. Allowed: above 0 and below 100.");
        Messages.Require(startupTrials >= 1, errors, $"startupTrials is {startupTrials}. Allowed: at least 1.");
        Messages.Require(warmupSteps >= 0, errors, $"warmupSteps is {warmupSteps}. Allowed: at least 0.");
        Messages.ThrowIfAny("The stopping rule", errors);
        _percent = percent;
        _startupTrials = startupTrials;
        _warmupSteps = warmupSteps;
    }

    internal override bool Stops(Trial trial, CompletedCurves completed, TrialRanking ranking)
    {
        int step = trial.Reports[^1].Step;
        if (completed.Count < _startupTrials || step < _warmupSteps)
        {
            return false;
        }

        var others = completed.At(step);
        if (others.Count == 0)
        {
            return false;
        }

        // Linear between order statistics, as numpy.percentile; the best are at the end where more is better.
        double share = ranking.IsBetter(1, 0) ? 100 - _percent : _percent, position = share / 100 * (others.Count - 1);
        int below = (int)position;
        double limit = others[below] + (position - below) * (others[Math.Min(below + 1, others.Count - 1)] - others[below]);
        return ranking.IsBetter(limit, Best(trial.Reports, ranking));
    }
}
