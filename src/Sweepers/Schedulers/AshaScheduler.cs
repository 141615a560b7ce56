using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Schedulers;

/// <summary>Promotes whoever is among the best of a rung as soon as a place is free, and starts a new configuration when nobody is.</summary>
internal sealed class AshaScheduler : IScheduler
{
    private readonly IReadOnlyList<double> _budgets;
    private readonly double _factor;
    private readonly int? _maxTrials;
    private readonly TrialRanking _ranking;
    private readonly List<Trial>[] _completed;
    private readonly HashSet<int> _promoted = [];
    private int _started;
    private int _ended;
    private bool _exhausted;

    public AshaScheduler(IReadOnlyList<double> budgets, double factor, int? maxTrials, ObjectiveDirection direction)
    {
        _budgets = budgets;
        _factor = factor;
        _maxTrials = maxTrials;
        _ranking = new TrialRanking(direction);
        _completed = [.. budgets.Select(_ => new List<Trial>())];
    }

    public int? PlannedTrials => _maxTrials;

    public bool IsFinished => _started >= _maxTrials || (_exhausted && _started == _ended && Promotable() is null);

    public TrialSlot? Next()
    {
        if (_started >= _maxTrials)
        {
            return null;
        }

        if (Promotable() is { } parent)
        {
            return new TrialSlot { Budget = _budgets[parent.Rung + 1], Horizon = _budgets[^1], Rung = parent.Rung + 1, ParentId = parent.Id };
        }

        return _exhausted ? null : new TrialSlot { Budget = _budgets[0], Horizon = _budgets[^1] };
    }

    public void Started(Trial trial)
    {
        _started++;
        if (trial.ParentId is int parent)
        {
            _promoted.Add(parent);
        }
    }

    public TrialDecision Reported(Trial trial, TrialReport report) => TrialDecision.Continue;

    public void Ended(Trial trial)
    {
        _ended++;
        if (trial.State == TrialState.Completed)
        {
            var rung = _completed[trial.Rung];
            int at = rung.BinarySearch(trial, Comparer<Trial>.Create(_ranking.Compare));
            rung.Insert(at < 0 ? ~at : at, trial);
        }
    }

    public void NoMoreConfigurations() => _exhausted = true;

    // The highest rung first: what is nearest to a result goes on.
    private Trial? Promotable() => Enumerable.Range(0, _budgets.Count - 1).Reverse()
        .Select(rung => _completed[rung].Take((int)(_completed[rung].Count / _factor)).FirstOrDefault(t => !_promoted.Contains(t.Id)))
        .FirstOrDefault(t => t is not null);
}
