using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Schedulers;

/// <summary>Promotes whoever is among the best of a rung as soon as a place is free, and starts a new configuration when nobody is.</summary>
internal sealed class AshaScheduler : IScheduler
{
    private readonly IReadOnlyList<double> _budgets;
    private readonly double _factor;
    private readonly int? _maxTrials;
    private readonly Comparer<Trial> _order;
    private readonly List<Trial>[] _completed;
    private readonly List<Trial>[] _waiting;
    private readonly Dictionary<int, Trial> _byId = [];
    private int _started;
    private int _ended;
    private bool _exhausted;

    public AshaScheduler(IReadOnlyList<double> budgets, double factor, int? maxTrials, ObjectiveDirection direction)
    {
        _budgets = budgets;
        _factor = factor;
        _maxTrials = maxTrials;
        _order = Comparer<Trial>.Create(new TrialRanking(direction).Compare);
        _completed = [.. budgets.Select(_ => new List<Trial>())];
        _waiting = [.. budgets.Select(_ => new List<Trial>())];
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
        if (trial.ParentId is int id && _byId.Remove(id, out var parent))
        {
            _waiting[parent.Rung].RemoveAt(_waiting[parent.Rung].BinarySearch(parent, _order));
        }
    }

    public TrialDecision Reported(Trial trial, TrialReport report) => TrialDecision.Continue;

    public void Ended(Trial trial)
    {
        _ended++;
        if (trial.State == TrialState.Completed)
        {
            Insert(_completed[trial.Rung], trial);
            Insert(_waiting[trial.Rung], trial);
            _byId.Add(trial.Id, trial);
        }
    }

    public void NoMoreConfigurations() => _exhausted = true;

    // The highest rung first: what is nearest to a result goes on. At the head of those who wait on a rung is its best not yet promoted.
    private Trial? Promotable()
    {
        for (int rung = _budgets.Count - 2; rung >= 0; rung--)
        {
            if (_waiting[rung].Count > 0 && _completed[rung].BinarySearch(_waiting[rung][0], _order) < (int)(_completed[rung].Count / _factor))
            {
                return _waiting[rung][0];
            }
        }

        return null;
    }

    private void Insert(List<Trial> order, Trial trial) => order.Insert(~order.BinarySearch(trial, _order), trial);
}
