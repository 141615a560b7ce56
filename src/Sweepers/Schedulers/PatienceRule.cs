using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Schedulers;

/// <summary>See <see cref="StoppingRule.Patience"/>.</summary>
internal sealed class PatienceRule : StoppingRule
{
    private readonly int _reports;
    private readonly double _minDelta;

    public PatienceRule(int reports, double minDelta)
        : base(FormattableString.Invariant($"stopping after {reports} reports without gaining {minDelta:R}"))
    {
        var errors = new List<string>();
        Messages.Require(reports >= 1, errors, $"reports is {reports}. Allowed: at least 1.");
        Messages.Require(minDelta >= 0 && double.IsFinite(minDelta), errors, $"minDelta is {Messages.Number(minDelta)}. Allowed: finite, at least 0.");
        Messages.ThrowIfAny("The stopping rule", errors);
        _reports = reports;
        _minDelta = minDelta;
    }

    internal override bool Stops(Trial trial, CompletedCurves completed, TrialRanking ranking)
    {
        int old = trial.Reports.Count - _reports;
        if (old <= 0)
        {
            return false;
        }

        double before = Best(trial.Reports.Take(old), ranking), after = Best(trial.Reports.Skip(old), ranking);
        return !ranking.IsBetter(after, before) || Math.Abs(after - before) <= _minDelta;
    }
}
