namespace Microsoft.ML;

/// <summary>A lazily read table: a schema and any number of passes over its rows. Never changes; safe to read from several threads.</summary>
public interface IDataView
{
    /// <summary>Whether a cursor honours a random source by visiting the rows in another order.</summary>
    bool CanShuffle { get; }

    /// <summary>The columns and their types.</summary>
    DataViewSchema Schema { get; }

    /// <summary>Number of rows where it is known without a pass; null otherwise.</summary>
    long? GetRowCount();

    /// <summary>Starts a pass over the rows.</summary>
    /// <param name="columnsNeeded">The columns the pass reads; others are inactive in the cursor.</param>
    /// <param name="rand">Shuffles the rows where <see cref="CanShuffle"/> holds; null reads them in order.</param>
    DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null);

    /// <summary>Starts a pass shared by up to <paramref name="n"/> cursors; each row is met by exactly one of them.</summary>
    /// <param name="columnsNeeded">The columns the pass reads.</param>
    /// <param name="n">How many cursors the caller would like, 1 or more; fewer may be given.</param>
    /// <param name="rand">Shuffles the rows; null reads them in order.</param>
    DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null);
}
