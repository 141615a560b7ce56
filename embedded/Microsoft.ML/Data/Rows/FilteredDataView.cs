namespace Microsoft.ML.Data;

/// <summary>The rows of a data view that pass a test. Where rows can be visited in any order the test is made once and remembered.</summary>
internal sealed class FilteredDataView : IOrderedRows
{
    private readonly IDataView _input;
    private readonly RowTest _test;
    private readonly Lazy<int[]> _rows;

    public FilteredDataView(IDataView input, RowTest test)
    {
        _input = input;
        _test = test;
        _rows = new Lazy<int[]>(FindRows);
    }

    public DataViewSchema Schema => _input.Schema;

    public bool CanShuffle => CanOrder;

    public bool CanOrder => RowOrder.CanOrder(_input);

    public long? GetRowCount() => _rows.IsValueCreated ? _rows.Value.Length : null;

    public int CountRows() => _rows.Value.Length;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        if (!CanOrder)
        {
            var active = ActiveColumns.Flags(Schema, columnsNeeded);
            var needed = (bool[])active.Clone();
            foreach (var column in _test.Columns)
            {
                needed[column] = true;
            }

            return new FilteredCursor(_input.GetRowCursor(ActiveColumns.Of(Schema, needed)), _test, active);
        }

        return ((IOrderedRows)_input).GetRowCursor(columnsNeeded, Ordered(rand));
    }

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, int[] rows) =>
        ((IOrderedRows)_input).GetRowCursor(columnsNeeded, Array.ConvertAll(rows, row => _rows.Value[row]));

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) => CanOrder
        ? RowOrder.Cursors((IOrderedRows)_input, columnsNeeded, Ordered(rand), n)
        : [GetRowCursor(columnsNeeded, rand)];

    private int[] Ordered(Random? rand)
    {
        var rows = _rows.Value;
        if (rand is not null)
        {
            rows = (int[])rows.Clone();
            rand.Shuffle(rows);
        }

        return rows;
    }

    private int[] FindRows()
    {
        var rows = new List<int>();
        using var cursor = _input.GetRowCursor(_test.Columns.Select(i => Schema[i]));
        var test = _test.Bind(cursor);
        for (var row = 0; cursor.MoveNext(); row++)
        {
            if (test())
            {
                rows.Add(row);
            }
        }

        return rows.ToArray();
    }
}
