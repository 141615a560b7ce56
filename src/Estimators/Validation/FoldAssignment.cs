namespace MLNetTuning.Estimators.Validation;

/// <summary>Which validation fold each row belongs to; fixed for a whole search, so that all trials see the same rows.</summary>
public sealed class FoldAssignment
{
    private readonly int[] _foldOfRow;

    private FoldAssignment(int[] foldOfRow, int count)
    {
        _foldOfRow = foldOfRow;
        Count = count;
    }

    /// <summary>Number of folds, 2 or more.</summary>
    public int Count { get; }

    /// <summary>Number of rows.</summary>
    public int Rows => _foldOfRow.Length;

    /// <summary>The fold (0 to <see cref="Count"/> - 1) of each row.</summary>
    public ReadOnlySpan<int> FoldOfRow => _foldOfRow;

    /// <summary>Deals rows to folds so that every fold has the same share of each class, or for real labels of each tenth of the label's range of ranks.</summary>
    /// <param name="labels">One label per row; class numbers or real values.</param>
    /// <param name="realLabels">True to stratify by deciles of the label, false by its distinct values.</param>
    /// <param name="folds">Number of folds, 2 to the number of rows.</param>
    /// <param name="seed">Seed of the dealing.</param>
    /// <exception cref="ArgumentOutOfRangeException">Too few or too many folds for the rows.</exception>
    public static FoldAssignment Stratified(ReadOnlySpan<float> labels, bool realLabels, int folds, int seed)
    {
        if (folds < 2 || folds > labels.Length)
        {
            throw new ArgumentOutOfRangeException(nameof(folds), folds, $"{labels.Length} rows can be split into 2 to {labels.Length} folds; give a number of folds in that range.");
        }

        var foldOfRow = new int[labels.Length];
        var next = 0;
        foreach (var stratum in Strata(labels, realLabels, seed))
        {
            foreach (var row in stratum)
            {
                foldOfRow[row] = next;
                next = (next + 1) % folds;
            }
        }

        return new FoldAssignment(foldOfRow, folds);
    }

    /// <summary>Folds dealt already, numbered from 0 without gaps.</summary>
    internal static FoldAssignment Of(int[] foldOfRow) => new(foldOfRow, foldOfRow.Max() + 1);

    /// <summary>Marks the rows of a stratified share, for a holdout.</summary>
    internal static bool[] StratifiedShare(ReadOnlySpan<float> labels, bool realLabels, double share, int seed)
    {
        var marked = new bool[labels.Length];
        foreach (var stratum in Strata(labels, realLabels, seed))
        {
            var count = (int)Math.Round(stratum.Length * share, MidpointRounding.AwayFromZero);
            foreach (var row in stratum.AsSpan(0, count))
            {
                marked[row] = true;
            }
        }

        return marked;
    }

    /// <summary>Marks the rows outside (training) or inside (validation) one fold.</summary>
    internal bool[] Mask(int fold, bool inside)
    {
        var mask = new bool[_foldOfRow.Length];
        for (var i = 0; i < mask.Length; i++)
        {
            mask[i] = (_foldOfRow[i] == fold) == inside;
        }

        return mask;
    }

    /// <summary>The numbers of the rows outside (training) or inside (validation) one fold.</summary>
    internal int[] RowsOf(int fold, bool inside) => [.. Enumerable.Range(0, Rows).Where(row => (_foldOfRow[row] == fold) == inside)];

    private static int[][] Strata(ReadOnlySpan<float> labels, bool realLabels, int seed)
    {
        var rows = Enumerable.Range(0, labels.Length).ToArray();
        var random = new Random(seed);
        random.Shuffle(rows);
        var values = labels.ToArray();
        if (!realLabels)
        {
            return [.. rows.GroupBy(r => values[r]).OrderBy(g => g.Key).Select(g => g.ToArray())];
        }

        var ranked = rows.OrderBy(r => values[r]).ToArray();
        var size = Math.Max(1, (int)Math.Ceiling(ranked.Length / 10.0));
        var strata = ranked.Chunk(size).ToArray();
        foreach (var stratum in strata)
        {
            random.Shuffle(stratum);
        }

        return strata;
    }
}
