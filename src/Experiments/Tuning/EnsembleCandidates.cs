namespace MLNetTuning.Experiments.Tuning;

/// <summary>Which trials an ensemble may choose from.</summary>
internal static class EnsembleCandidates
{
    /// <summary>
    /// The best trials by selection loss, at most <paramref name="count"/>, in turns by family: trees and networks err in different places,
    /// and the best twenty alone are often all of one kind.
    /// </summary>
    internal static IReadOnlyList<TrialRecord> Choose(IEnumerable<TrialRecord> trials, int count)
    {
        var families = trials.Where(t => t.Succeeded && t.OutOfFold is not null && t.FoldModels is not null)
            .GroupBy(t => t.Family)
            .Select(g => g.OrderBy(t => t.SelectionLoss).ThenBy(t => t.Id).ToArray())
            .OrderBy(g => g[0].SelectionLoss)
            .ToArray();
        var chosen = new List<TrialRecord>();
        for (var rank = 0; chosen.Count < count && families.Any(f => f.Length > rank); rank++)
        {
            chosen.AddRange(families.Where(f => f.Length > rank).Select(f => f[rank]).Take(count - chosen.Count));
        }

        return chosen;
    }
}
