using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Samplers.Models;

/// <summary>What a study has shown so far, sorted into one table per budget. Looks at each trial until it has ended, and no longer.</summary>
/// <remarks>Values of different budgets are not comparable; a sampler learns from one table at a time.</remarks>
internal sealed class ObservationLog
{
    private readonly SortedDictionary<double, ObservationTable> _tables = [];
    private readonly SortedSet<int> _open = [];
    private int _seen;

    /// <summary>Takes in what has ended since the last call.</summary>
    public void Update(SamplingContext context)
    {
        var trials = context.Trials;
        for (; _seen < trials.Count; _seen++)
        {
            _open.Add(_seen);
        }

        foreach (int id in _open.Where(id => trials[id].HasEnded).ToList())
        {
            _open.Remove(id);
            Add(context, trials[id]);
        }
    }

    /// <summary>The table of the largest budget with at least so many observations; null when there is none.</summary>
    public ObservationTable? Largest(int atLeast) => _tables.Values.Reverse().FirstOrDefault(t => t.Count >= atLeast);

    /// <summary>The points of trials that have not ended, in the order of their ids.</summary>
    public List<double[]> Open(SamplingContext context) =>
        [.. _open.Where(id => context.Trials[id] is { State: TrialState.Running, IsForeign: false }).Select(id => context.Space.ToUnit(context.Trials[id].Configuration))];

    private void Add(SamplingContext context, Trial trial)
    {
        // What a scheduler stopped has its value from a smaller budget than it was given.
        if (trial.Value is not double value)
        {
            return;
        }

        double budget = trial.State == TrialState.Stopped && trial.Reports.Count > 0 ? trial.Reports[^1].Step : trial.Budget;
        if (!_tables.TryGetValue(budget, out var table))
        {
            _tables.Add(budget, table = new ObservationTable(context.Space.Parameters.Count));
        }

        double loss = context.Direction == ObjectiveDirection.Minimize ? value : -value;
        table.Add(new Observation(trial.ConfigurationIndex, context.Space.ToUnit(trial.Configuration), loss));
    }
}
