namespace Microsoft.ML.Data;

/// <summary>The values of one column, held in memory in parts, so that it grows without ever being copied.</summary>
internal abstract class ColumnStore
{
    private int[] _starts = new int[4];
    private int _parts;
    private int _count;

    /// <summary>Number of values in finished parts.</summary>
    public int Count => _count;

    /// <summary>A getter of the raw type of the column that follows a row pointer.</summary>
    public abstract Delegate CreateGetter(RowPointer pointer);

    /// <summary>Starts reading a column of a row into this store; the action returned takes the value of the current row.</summary>
    public abstract Action Fill(DataViewRow row, DataViewSchema.Column column);

    /// <summary>Ends what <see cref="Fill"/> started: gives back what memory was held in reserve.</summary>
    public abstract void Seal();

    /// <summary>Adds the values of further rows.</summary>
    public abstract void Append(ColumnPart part);

    /// <summary>A <see cref="ColumnRuns{T}"/> over all values, or null where they come row by row only.</summary>
    /// <param name="distinct">Whether values that came before may be left out.</param>
    public virtual object? GetRuns(bool distinct) => null;

    /// <summary>An empty store for a type.</summary>
    public static ColumnStore Create(DataViewType type) => type is VectorDataViewType vector
        ? (ColumnStore)Activator.CreateInstance(typeof(VectorColumn<>).MakeGenericType(vector.ItemType.RawType))!
        : (ColumnStore)Activator.CreateInstance(typeof(ScalarColumn<>).MakeGenericType(type.RawType))!;

    /// <summary>The part a row is in.</summary>
    /// <param name="row">The row, from 0.</param>
    /// <param name="start">The first row of the part.</param>
    protected int PartOf(int row, out int start)
    {
        if ((uint)row >= (uint)_count)
        {
            throw new ArgumentOutOfRangeException(nameof(row), row, $"The column has {_count} rows.");
        }

        // Parts are of about one size: where the row would be if they were is near where it is.
        var part = (int)((long)row * _parts / _count);
        while (row < _starts[part])
        {
            part--;
        }

        while (part + 1 < _parts && row >= _starts[part + 1])
        {
            part++;
        }

        start = _starts[part];
        return part;
    }

    /// <summary>Takes note of a part of <paramref name="rows"/> rows.</summary>
    protected void Register(int rows)
    {
        if (_parts == _starts.Length)
        {
            Array.Resize(ref _starts, _parts * 2);
        }

        _starts[_parts++] = _count;
        _count = checked(_count + rows);
    }
}
