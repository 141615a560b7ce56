using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Schedulers;

/// <summary>A bracket as it runs: who stands on which rung and who waits to be promoted.</summary>
internal sealed class Bracket
{
    private readonly BracketPlan _plan;
    private readonly int _index;
    private readonly TrialRanking _ranking;
    private readonly string? _bestOfEach;
    private readonly List<Trial>[] _ended;
    private readonly int[] _expected;
    private readonly List<int> _promoted = [];
    private int _started;
    private int _openRung;

    public Bracket(BracketPlan plan, int index, TrialRanking ranking, string? bestOfEach)
    {
        _plan = plan;
        _index = index;
        _ranking = ranking;
        _bestOfEach = bestOfEach;
        _ended = [.. plan.Sizes.Select(_ => new List<Trial>())];
        _expected = new int[plan.Sizes.Count];
        _expected[0] = plan.Sizes[0];
    }

    public bool TakesNew => _started < _expected[0];

    /// <summary>True when no slot of this bracket will be handed out any more.</summary>
    public bool IsFinished => !TakesNew && _promoted.Count == 0 && _openRung >= _plan.Sizes.Count - 1;

    public TrialSlot? Next()
    {
        bool promotes = _promoted.Count > 0;
        return !promotes && !TakesNew ? null : new TrialSlot
        {
            Budget = _plan.Budgets[promotes ? _openRung : 0],
            Horizon = _plan.Budgets[^1],
            Bracket = _index,
            Rung = promotes ? _openRung : 0,
            ParentId = promotes ? _promoted[0] : null,
        };
    }

    public void Started(Trial trial)
    {
        if (trial.ParentId is int parent)
        {
            // Replayed from a store: a promotion out of a rung that is not full says that the configurations had run out by then.
            if (trial.Rung > _openRung)
            {
                NoMoreConfigurations();
            }

            _promoted.Remove(parent);
        }
        else
        {
            _started++;
        }
    }

    public void Ended(Trial trial)
    {
        _ended[trial.Rung].Add(trial);
        CloseFullRungs();
    }

    public void NoMoreConfigurations()
    {
        _expected[0] = _started;
        CloseFullRungs();
    }

    private void CloseFullRungs()
    {
        while (_openRung < _plan.Sizes.Count - 1 && _ended[_openRung].Count == _expected[_openRung])
        {
            var survivors = Survivors(_ended[_openRung], _plan.Sizes[_openRung + 1]);
            _openRung++;
            _expected[_openRung] = survivors.Count;
            _promoted.AddRange(survivors.Select(t => t.Id));
        }
    }

    private List<Trial> Survivors(List<Trial> rung, int places)
    {
        var ranked = _ranking.Rank(rung.Where(t => t.State == TrialState.Completed));
        // The order of Distinct keeps the first of each value in front: the best of each, then the rest.
        var first = _bestOfEach is null ? [] : ranked.DistinctBy(t => t.Configuration.TryGet(_bestOfEach, out var v) ? v.ToString() : null);
        var chosen = first.Concat(ranked).DistinctBy(t => t.Id).Take(places).ToList();
        return _ranking.Rank(chosen);
    }
}
