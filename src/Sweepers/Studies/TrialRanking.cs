namespace MLNetTuning.Sweepers.Studies;

/// <summary>Orders ended trials from best to worst. Ties go to the configuration drawn first, so the order never depends on timing.</summary>
internal sealed class TrialRanking(ObjectiveDirection direction)
{
    public List<Trial> Rank(IEnumerable<Trial> trials) => [.. trials.Where(t => t.Value is not null).Order(Comparer<Trial>.Create(Compare))];

    public bool IsBetter(double value, double than) => direction == ObjectiveDirection.Minimize ? value < than : value > than;

    /// <summary>Below 0 when the first trial is the better one; both have values.</summary>
    public int Compare(Trial first, Trial second)
    {
        int byValue = first.Value!.Value.CompareTo(second.Value!.Value);
        byValue = direction == ObjectiveDirection.Minimize ? byValue : -byValue;
        return byValue != 0 ? byValue
            : first.ConfigurationIndex != second.ConfigurationIndex ? first.ConfigurationIndex.CompareTo(second.ConfigurationIndex)
            : first.Rung.CompareTo(second.Rung);
    }
}
