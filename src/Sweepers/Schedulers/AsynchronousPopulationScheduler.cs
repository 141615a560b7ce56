using MLNetTuning.Sweepers.Samplers;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Schedulers;

/// <summary>Population-based training in which nobody waits: a member that is ready goes on, or copies one of the best of those that have come as far.</summary>
/// <remarks>
/// Jaderberg et al., arXiv 1711.09846, algorithm 1, where each member is ready by itself; as everywhere here only values of one rung are compared, so a
/// member that comes early is compared with few. Each ended trial of a rung has one successor on the next: its own continuation, or a copy in its place. Which trial
/// a copy stands for is not stored and need not be: their numbers are what counts.
/// </remarks>
internal sealed class AsynchronousPopulationScheduler(PopulationOptions options, SchedulerContext context) : IScheduler
{
    private readonly Explorer _explorer = new(context.Space, options);
    private readonly TrialRanking _ranking = new(context.Direction);
    private readonly PopulationRung[] _rungs = [.. Enumerable.Range(0, options.Generations).Select(_ => new PopulationRung())];
    private int _members = options.Population;

    public int? PlannedTrials => options.Population * options.Generations;

    public bool IsFinished => _rungs[0].Started >= _members && Ready() is null && !_rungs.SkipLast(1).Any(r => r.IsRunning);

    public TrialSlot? Next() =>
        _rungs[0].Started < _members ? Slot(0, null)
        : Ready() is var (rung, member) ? Successor(rung, member)
        : null;

    public void Started(Trial trial)
    {
        // Replayed from a store: a first generation that is not full says that the configurations had run out by then.
        if (trial.Rung > 0)
        {
            _members = Math.Min(_members, _rungs[0].Started);
            _rungs[trial.Rung - 1].Serve(trial);
        }

        _rungs[trial.Rung].Started++;
    }

    public TrialDecision Reported(Trial trial, TrialReport report) => TrialDecision.Continue;

    public void Ended(Trial trial) => _rungs[trial.Rung].End(trial);

    public void NoMoreConfigurations() => _members = Math.Min(_members, _rungs[0].Started);

    // Who is furthest behind first, so that the population stays together.
    private (int Rung, Trial Member)? Ready()
    {
        for (int rung = 0; rung < _rungs.Length - 1; rung++)
        {
            if (_rungs[rung].Ready() is { } member)
            {
                return (rung, member);
            }
        }

        return null;
    }

    private TrialSlot Successor(int rung, Trial member)
    {
        var ended = _rungs[rung].Ended;
        var ranked = _ranking.Rank(ended.Where(t => t.State == TrialState.Completed));
        int share = Math.Min((int)Math.Ceiling(options.Truncation * ended.Count), ended.Count / 2);

        // Those that failed or were stopped are the last of all.
        int place = ranked.FindIndex(t => t.Id == member.Id);
        if (place >= 0 && place < ended.Count - share)
        {
            return Slot(rung + 1, member.Id);
        }

        var random = new SeededRandom(context.Seed, -1L - ((long)(rung + 1) << 32) - _rungs[rung + 1].Started);
        var winner = ranked[(int)random.NextBelow(Math.Clamp(share, 1, ranked.Count))];
        return Slot(rung + 1, winner.Id) with { Configuration = _explorer.Explore(winner.Configuration, random) };
    }

    private TrialSlot Slot(int rung, int? parent) => new()
    {
        Budget = options.Interval * (rung + 1),
        Horizon = options.Interval * options.Generations,
        Rung = rung,
        ParentId = parent,
    };
}
