using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Schedulers;

/// <summary>Successive halving over one or more brackets: a rung is compared when all of it has ended, and only with itself.</summary>
/// <remarks>
/// Brackets start in order. While a rung waits for running trials, places of later brackets are handed out, so parallel workers stay busy; new
/// configurations are drawn in the order of the plan all the same, so the trials are the same at any concurrency.
/// </remarks>
internal sealed class BracketScheduler : IScheduler
{
    private readonly List<Bracket> _brackets;

    public BracketScheduler(IReadOnlyList<BracketPlan> plans, ObjectiveDirection direction, string? promoteBestOfEach)
    {
        var ranking = new TrialRanking(direction);
        _brackets = [.. plans.Select((plan, i) => new Bracket(plan, i, ranking, promoteBestOfEach))];
        PlannedTrials = plans.Sum(p => p.Trials);
    }

    public int? PlannedTrials { get; }

    public bool IsFinished => _brackets.TrueForAll(b => b.IsFinished);

    public TrialSlot? Next() => _brackets.Select(b => b.Next()).FirstOrDefault(slot => slot is not null);

    public void Started(Trial trial) => _brackets[trial.Bracket].Started(trial);

    public TrialDecision Reported(Trial trial, TrialReport report) => TrialDecision.Continue;

    public void Ended(Trial trial) => _brackets[trial.Bracket].Ended(trial);

    public void NoMoreConfigurations() => _brackets.ForEach(b => b.NoMoreConfigurations());
}
