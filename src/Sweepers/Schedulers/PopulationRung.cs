using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Schedulers;

/// <summary>One rung of an asynchronous population: who has come so far, and who of them has no successor yet.</summary>
internal sealed class PopulationRung
{
    private readonly List<Trial> _ended = [];
    private readonly SortedDictionary<int, Trial> _waiting = [];

    // Successors taken in before the trial they stand for, as another worker's order may have it.
    private int _ahead;

    public int Started { get; set; }

    public bool IsRunning => Started > _ended.Count;

    public IReadOnlyList<Trial> Ended => _ended;

    /// <summary>The first that may go on; null when there is none, or nothing a failed one could copy.</summary>
    public Trial? Ready() => _waiting.Count == 0 ? null
        : _ended.Exists(t => t.State == TrialState.Completed) ? _waiting.First().Value
        : null;

    public void End(Trial trial)
    {
        _ended.Add(trial);
        if (_ahead > 0)
        {
            _ahead--;
        }
        else
        {
            _waiting.Add(trial.Id, trial);
        }
    }

    /// <summary>A trial of the next rung has started: its parent has its successor, or, where it is a copy, one of the others.</summary>
    public void Serve(Trial successor)
    {
        int parent = successor.ParentId!.Value;
        bool continues = _waiting.TryGetValue(parent, out var waiting) && waiting.ConfigurationIndex == successor.ConfigurationIndex;
        if (continues)
        {
            _waiting.Remove(parent);
        }
        else if (_waiting.Count > 0)
        {
            _waiting.Remove(_waiting.First().Key);
        }
        else
        {
            _ahead++;
        }
    }
}
