namespace Microsoft.ML.Data;

/// <summary>A data view whose rows can be visited in any order at no extra cost.</summary>
internal interface IOrderedRows : IDataView
{
    /// <summary>Whether the order can be chosen; a wrapper can where what it wraps can.</summary>
    bool CanOrder { get; }

    /// <summary>Starts a pass over the named rows, in the order given.</summary>
    /// <param name="columnsNeeded">The columns the pass reads.</param>
    /// <param name="rows">Row numbers from 0 in the order of a plain pass; repeats allowed.</param>
    DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, int[] rows);

    /// <summary>Number of rows; may take a pass to find out.</summary>
    int CountRows();
}
