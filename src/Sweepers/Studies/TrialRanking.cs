namespace MLNetTuning.Sweepers.Studies;

/// <summary>Orders ended trials from best to worst. Ties go to the configuration drawn first, so the order never depends on timing.</summary>
internal sealed class TrialRanking(ObjectiveDirection direction)
{
    public List<Trial> Rank(IEnumerable<Trial> trials) => [.. trials
        .Where(t => t.Value is not null)
        .OrderBy(t => direction == ObjectiveDirection.Minimize ? t.Value!.Value : -t.Value!.Value)
        .ThenBy(t => t.ConfigurationIndex)
        .ThenBy(t => t.Rung)];

    public bool IsBetter(double value, double than) => direction == ObjectiveDirection.Minimize ? value < than : value > than;
}
