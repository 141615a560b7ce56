using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>
/// One pass of learning over several columns. A column in memory is learned by itself, many values at a time, beside the others; all other columns
/// share one cursor. What is learned of a column depends on that column alone, so that the number of threads changes nothing.
/// </summary>
internal static class ColumnLearning
{
    /// <summary>Below this starting threads costs more than it saves.</summary>
    private const int FewRows = 20000;

    /// <summary>Learns.</summary>
    /// <param name="input">The data.</param>
    /// <param name="cursor">A cursor over the columns, opened but not moved.</param>
    /// <param name="whole">For every column what learns it as a whole; null where it is learned row by row.</param>
    /// <param name="rows">For every column what takes the value of the cursor's row; asked for only where it is needed.</param>
    /// <param name="mostRows">How many rows are taken at most.</param>
    public static void Run(IDataView input, DataViewRowCursor cursor, Action?[] whole, Func<int, Action> rows, long mostRows = long.MaxValue)
    {
        var byColumn = whole.OfType<Action>().ToArray();
        if (byColumn.Length > 1 && input.GetRowCount() is null or >= FewRows)
        {
            Parallel.Invoke(byColumn);
        }
        else
        {
            Array.ForEach(byColumn, static learn => learn());
        }

        var byRow = Enumerable.Range(0, whole.Length).Where(i => whole[i] is null).Select(rows).ToArray();
        for (var row = 0L; byRow.Length > 0 && row < mostRows && cursor.MoveNext(); row++)
        {
            foreach (var take in byRow)
            {
                take();
            }
        }
    }
}
