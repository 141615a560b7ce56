namespace Microsoft.ML.Data;

/// <summary>Orders of rows.</summary>
internal static class RowOrder
{
    /// <summary>Whether the rows of a view can be visited in any order.</summary>
    public static bool CanOrder(IDataView view) => view is IOrderedRows { CanOrder: true };

    /// <summary>The rows 0 to <paramref name="count"/> - 1 shuffled.</summary>
    public static int[] Shuffled(int count, Random random)
    {
        var rows = new int[count];
        for (var i = 0; i < count; i++)
        {
            rows[i] = i;
        }

        random.Shuffle(rows);
        return rows;
    }
}
