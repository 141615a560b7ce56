namespace Microsoft.ML.Data;

/// <summary>Reads blocks, one at a time; each thread has a worker of its own.</summary>
internal sealed class TextBlockWorker
{
    private readonly TextColumnReader[] _columns;
    private readonly TextTable _table;
    private readonly TextRowReader _rows;
    private readonly TextScratch _scratch = new();

    public TextBlockWorker(TextFormat format, TextLayout layout, TextColumnReader[] columns)
    {
        _columns = columns;
        _table = new TextTable(layout);
        _rows = new TextRowReader(format, _table);
    }

    /// <summary>The block this worker reads next.</summary>
    public TextBlock Block { get; } = new();

    public TextBlockResult Read(long mostRows)
    {
        try
        {
            _rows.Read(Block, mostRows);
        }
        catch (TextLineException failure)
        {
            return new TextBlockResult(0, 0, [], [], failure);
        }

        var errors = new TextValueError?[_columns.Length];
        var parts = new ColumnPart[_columns.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = _columns[i].Read(_table, _scratch, ref errors[i]);
        }

        return new TextBlockResult(_table.Rows, _rows.Lines, parts, errors, null);
    }
}
