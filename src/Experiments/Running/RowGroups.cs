using MLNetTuning.Experiments.Features;
using MLNetTuning.Experiments.Tables;

namespace MLNetTuning.Experiments.Running;

/// <summary>
/// Which rows belong together: those of one value of a group column, or else those that are equal in all features. Where most rows have an equal, the
/// table has few cases that come again and again, as new rows will; then each row stands alone.
/// </summary>
internal static class RowGroups
{
    private const double LeastDifferent = 0.5;

    public static int[] Of(FeatureLayout layout, TableColumn? groupColumn, int rows)
    {
        var groups = new int[rows];
        var known = new Dictionary<ulong, int>();
        for (var row = 0; row < rows; row++)
        {
            var hash = groupColumn is null ? Hash(layout, row) : Key(groupColumn, row);
            if (!known.TryGetValue(hash, out var group))
            {
                known.Add(hash, group = known.Count);
            }

            groups[row] = group;
        }

        return groupColumn is null && known.Count < LeastDifferent * rows ? [.. Enumerable.Range(0, rows)] : groups;
    }

    // A missing group is no group: each such row stands alone.
    private static ulong Key(TableColumn column, int row) => column.IsText
        ? column.Codes![row] < 0 ? (1UL << 40) + (ulong)row : (ulong)column.Codes[row]
        : float.IsNaN(column.Numbers![row]) ? (1UL << 40) + (ulong)row : BitConverter.SingleToUInt32Bits(column.Numbers[row]);

    private static ulong Hash(FeatureLayout layout, int row)
    {
        var hash = 14695981039346656037UL;
        foreach (var value in layout.Values.Row(row))
        {
            hash = (hash ^ BitConverter.SingleToUInt32Bits(value)) * 1099511628211UL;
            hash ^= hash >> 29;
        }

        foreach (var feature in layout.Fitted)
        {
            hash = (hash ^ (uint)feature.Column.Codes![row]) * 1099511628211UL;
            hash ^= hash >> 29;
        }

        return hash;
    }
}
