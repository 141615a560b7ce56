using MLNetTuning.Sweepers.Samplers;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Schedulers;

/// <summary>Population-based training: generation after generation, the worst go on from copies of the best with changed settings.</summary>
/// <remarks>
/// A generation is compared when all of it has ended, so the trials are the same at any concurrency and after a restart. Each generation
/// of a member is a trial whose parent's checkpoint it goes on from: its own of the generation before, or that of the member it copies.
/// </remarks>
internal sealed class PopulationScheduler : IScheduler
{
    private readonly PopulationOptions _options;
    private readonly Explorer _explorer;
    private readonly TrialRanking _ranking;
    private readonly long _seed;
    private readonly Queue<TrialSlot> _pending = [];
    private readonly List<Trial> _ended = [];
    private int _generation;
    private int _started;
    private int _expected;

    public PopulationScheduler(PopulationOptions options, SchedulerContext context)
    {
        _options = options;
        _explorer = new Explorer(context.Space, options);
        _ranking = new TrialRanking(context.Direction);
        _seed = context.Seed;
        _expected = options.Population;
    }

    public int? PlannedTrials => _options.Population * _options.Generations;

    public bool IsFinished => _started >= _expected && (_generation == _options.Generations - 1 || (_expected == 0 && _pending.Count == 0));

    public TrialSlot? Next() => _started >= _expected ? null : _generation > 0 ? _pending.Peek() : Slot(null);

    public void Started(Trial trial)
    {
        // Replayed from a store: a generation that is not full says that the configurations had run out by then.
        if (trial.Rung > _generation)
        {
            NoMoreConfigurations();
        }

        _started++;
        _pending.TryDequeue(out _);
    }

    public TrialDecision Reported(Trial trial, TrialReport report) => TrialDecision.Continue;

    public void Ended(Trial trial)
    {
        _ended.Add(trial);
        CloseGeneration();
    }

    public void NoMoreConfigurations()
    {
        if (_generation == 0)
        {
            _expected = _started;
            CloseGeneration();
        }
    }

    private void CloseGeneration()
    {
        if (_ended.Count < _expected || _generation == _options.Generations - 1)
        {
            return;
        }

        var members = _ended.OrderBy(t => t.Id).ToList();
        var ranked = _ranking.Rank(members.Where(t => t.State == TrialState.Completed));
        _ended.Clear();
        _generation++;
        _started = 0;
        _expected = ranked.Count == 0 ? 0 : members.Count;
        if (ranked.Count > 0)
        {
            FillGeneration(members, ranked);
        }
    }

    private void FillGeneration(List<Trial> members, List<Trial> ranked)
    {
        // Those that failed or were stopped are losers whatever the share says.
        int share = Math.Min((int)Math.Ceiling(_options.Truncation * ranked.Count), ranked.Count / 2);
        var winners = ranked.Take(Math.Max(1, share)).ToList();
        var goOn = ranked.SkipLast(share).Select(t => t.Id).ToHashSet();
        for (int i = 0; i < members.Count; i++)
        {
            var random = new SeededRandom(_seed, -1L - ((long)_generation << 32) - i);
            _pending.Enqueue(goOn.Contains(members[i].Id) ? Slot(members[i]) : Copy(winners[(int)random.NextBelow(winners.Count)], random));
        }
    }

    private TrialSlot Copy(Trial winner, SeededRandom random) => Slot(winner) with { Configuration = _explorer.Explore(winner.Configuration, random) };

    private TrialSlot Slot(Trial? parent) => new()
    {
        Budget = _options.Interval * (_generation + 1),
        Horizon = _options.Interval * _options.Generations,
        Rung = _generation,
        ParentId = parent?.Id,
    };
}
