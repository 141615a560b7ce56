using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Schedulers;

/// <summary>A scheduler's plan with a rule that ends trials early.</summary>
internal sealed class StoppingScheduler(IScheduler plan, StoppingRule rule, ObjectiveDirection direction) : IScheduler
{
    private readonly TrialRanking _ranking = new(direction);

    // Only values of one rung are compared.
    private readonly Dictionary<(int Bracket, double Budget), CompletedCurves> _completed = [];

    public int? PlannedTrials => plan.PlannedTrials;

    public bool IsFinished => plan.IsFinished;

    public TrialSlot? Next() => plan.Next();

    public void Started(Trial trial) => plan.Started(trial);

    public TrialDecision Reported(Trial trial, TrialReport report) =>
        plan.Reported(trial, report) == TrialDecision.Stop || rule.Stops(trial, Like(trial), _ranking) ? TrialDecision.Stop : TrialDecision.Continue;

    public void Ended(Trial trial)
    {
        if (trial is { State: TrialState.Completed, Reports.Count: > 0 })
        {
            Like(trial).Add(trial);
        }

        plan.Ended(trial);
    }

    public void NoMoreConfigurations() => plan.NoMoreConfigurations();

    private CompletedCurves Like(Trial trial)
    {
        // Rounds of a sampler run on one budget and are comparable; brackets meet on a budget with other horizons.
        var key = (trial.Budget == trial.Horizon ? 0 : trial.Bracket, trial.Budget);
        if (!_completed.TryGetValue(key, out var curves))
        {
            _completed.Add(key, curves = new CompletedCurves());
        }

        return curves;
    }
}
