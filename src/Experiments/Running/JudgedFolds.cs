namespace MLNetTuning.Experiments.Running;

/// <summary>Deals the judged rows to about five folds.</summary>
internal static class JudgedFolds
{
    private const int Most = 5;
    private const int Fewest = 3;

    /// <summary>The fold of each judged row: that of the splits where these are folds, joined to at most five; else dealt by group, or by the row's place.</summary>
    /// <param name="splits">The splits of the experiment.</param>
    /// <param name="rows">The judged rows.</param>
    /// <param name="groups">The group of each row of the table, or null where each is one of its own.</param>
    public static int[] Of(IReadOnlyList<Split> splits, int[] rows, int[]? groups)
    {
        var foldOf = new Dictionary<int, int>(rows.Length);
        var folds = 0;
        while (folds < splits.Count && foldOf.Count < rows.Length && splits[folds].Validation.All(row => foldOf.TryAdd(row, folds)))
        {
            folds++;
        }

        if (foldOf.Count == rows.Length && folds >= Fewest)
        {
            var joined = (folds + Most - 1) / Most;
            return Array.ConvertAll(rows, row => foldOf[row] / joined);
        }

        var ofGroup = new Dictionary<int, int>();
        return [.. rows.Select((row, place) =>
        {
            var group = groups?[row] ?? place;
            return ofGroup.TryGetValue(group, out var fold) ? fold : ofGroup[group] = ofGroup.Count % Most;
        })];
    }
}
