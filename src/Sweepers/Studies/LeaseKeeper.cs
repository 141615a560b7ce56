namespace MLNetTuning.Sweepers.Studies;

/// <summary>Renews a study's leases while it has any, and as long as somebody holds the study.</summary>
internal sealed class LeaseKeeper
{
    private const int BeatsPerLease = 3;
    private readonly TimeSpan _interval;
    private readonly ITimer _timer;
    private bool _running;

    public LeaseKeeper(TimeProvider clock, TimeSpan leaseTime, Study study)
    {
        _interval = leaseTime / BeatsPerLease;

        // The timer must not keep a forgotten study, and with it its leases, alive.
        _timer = clock.CreateTimer(
            static state =>
            {
                if (((WeakReference<Study>)state!).TryGetTarget(out var study))
                {
                    study.RenewLeases();
                }
            },
            new WeakReference<Study>(study), Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Beats while there is something to beat for. Called under the study's lock.</summary>
    public void Set(bool running)
    {
        if (_running != running)
        {
            _running = running;
            var due = running ? _interval : Timeout.InfiniteTimeSpan;
            _timer.Change(due, due);
        }
    }
}
