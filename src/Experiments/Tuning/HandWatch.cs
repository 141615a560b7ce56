using MLNetTuning.Sweepers.Schedulers;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Experiments.Tuning;

/// <summary>
/// Looks, while a trial trains, for what a person wants of it, and ends the training when there is something: our networks and boosted trees leave a checkpoint then. Safe for
/// several threads.
/// </summary>
internal sealed class HandWatch(TrialRun run, CancellationTokenSource stop, TimeProvider clock)
{
    // Epochs may be short and the store far away.
    private static readonly TimeSpan _between = TimeSpan.FromSeconds(1);
    private readonly Lock _lock = new();
    private long? _last;

    internal TrialDecision Decision { get; private set; }

    internal void Look()
    {
        lock (_lock)
        {
            if (Decision != TrialDecision.Continue || (_last is long last && clock.GetElapsedTime(last) < _between))
            {
                return;
            }

            _last = clock.GetTimestamp();
            Decision = run.Check();
            if (Decision != TrialDecision.Continue)
            {
                stop.Cancel();
            }
        }
    }
}
