namespace Microsoft.ML.Data;

/// <summary>Orders of rows.</summary>
internal static class RowOrder
{
    /// <summary>Whether the rows of a view can be visited in any order.</summary>
    public static bool CanOrder(IDataView view) => view is IOrderedRows { CanOrder: true };

    /// <summary>Cursors that part the named rows among them, each with a batch number of its own.</summary>
    public static DataViewRowCursor[] Cursors(IOrderedRows view, IEnumerable<DataViewSchema.Column> columns, int[] rows, int n)
    {
        var needed = columns.ToArray();
        return Array.ConvertAll(
            RowRange.Part(rows.Length, n),
            range => (DataViewRowCursor)new BatchCursor(view.GetRowCursor(needed, rows.AsSpan(range.First, range.Count).ToArray()), range.Batch));
    }

    /// <summary>The rows 0 to <paramref name="count"/> - 1 shuffled.</summary>
    public static int[] Shuffled(int count, Random random)
    {
        var rows = Plain(count);
        random.Shuffle(rows);
        return rows;
    }

    /// <summary>The rows 0 to <paramref name="count"/> - 1.</summary>
    public static int[] Plain(int count)
    {
        var rows = new int[count];
        for (var i = 0; i < count; i++)
        {
            rows[i] = i;
        }

        return rows;
    }
}
