using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>One row whose active columns can be read through getters. Used by one thread at a time.</summary>
public abstract class DataViewRow : IDisposable
{
    /// <summary>How many rows the pass has advanced, from 0; negative before the first row.</summary>
    public abstract long Position { get; }

    /// <summary>Orders the rows of the cursors of one cursor set; 0 for a single cursor.</summary>
    public abstract long Batch { get; }

    /// <summary>The columns and their types.</summary>
    public abstract DataViewSchema Schema { get; }

    /// <summary>A getter for the identity of the row, which does not depend on the order of the pass.</summary>
    public abstract ValueGetter<DataViewRowId> GetIdGetter();

    /// <summary>Whether the column was asked for when the row or cursor was made.</summary>
    /// <param name="column">A column of <see cref="Schema"/>.</param>
    public abstract bool IsColumnActive(DataViewSchema.Column column);

    /// <summary>A getter for an active column; it follows the row as the cursor moves.</summary>
    /// <typeparam name="TValue">The raw type of the column.</typeparam>
    /// <param name="column">A column of <see cref="Schema"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The column is not active or not of this schema.</exception>
    /// <exception cref="InvalidOperationException"><typeparamref name="TValue"/> is not the raw type of the column.</exception>
    public abstract ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column);

    /// <summary>Releases what the row holds.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases what the row holds.</summary>
    /// <param name="disposing">True when called from <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
    }
}
