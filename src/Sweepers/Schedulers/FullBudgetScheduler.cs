using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Schedulers;

/// <summary>Every trial gets the whole budget; optionally in rounds, each of which waits for the one before.</summary>
internal sealed class FullBudgetScheduler(double budget, int? maxTrials, int? roundSize) : IScheduler
{
    private int _started;
    private int _ended;
    private bool _exhausted;

    public int? PlannedTrials => maxTrials;

    public bool IsFinished => _exhausted || _started >= maxTrials;

    public TrialSlot? Next()
    {
        int round = roundSize is int size ? _started / size : 0;
        bool waits = roundSize is int barrier && _ended < round * barrier;
        return IsFinished || waits ? null : new TrialSlot { Budget = budget, Horizon = budget, Bracket = round };
    }

    public void Started(Trial trial) => _started++;

    public TrialDecision Reported(Trial trial, TrialReport report) => TrialDecision.Continue;

    public void Ended(Trial trial) => _ended++;

    public void NoMoreConfigurations() => _exhausted = true;
}
