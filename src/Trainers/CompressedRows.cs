namespace MLNetTuning.Trainers;

/// <summary>
/// A matrix of 32-bit floats that stores of each row only what differs from one row, the rest: one-hot columns at the size of their codes, scaled ones too, whose
/// zeros have become other numbers. NaN stands for missing. Immutable; may be used from many threads at once.
/// </summary>
internal sealed class CompressedRows
{
    private readonly SparseMatrix _stored;
    private readonly float[] _rest;

    /// <summary>Wraps a sparse matrix; the values it does not store are 0.</summary>
    public CompressedRows(SparseMatrix stored)
        : this(stored, new float[stored.Columns])
    {
    }

    private CompressedRows(SparseMatrix stored, float[] rest) => (_stored, _rest) = (stored, rest);

    public int Rows => _stored.Rows;

    public int Columns => _stored.Columns;

    /// <summary>What each row differs from the rest in.</summary>
    public SparseMatrix Stored => _stored;

    /// <summary>One value per column.</summary>
    public ReadOnlySpan<float> Rest => _rest;

    /// <summary>Writes one whole row.</summary>
    /// <param name="row">Row number from 0.</param>
    /// <param name="target">Room for the columns.</param>
    public void CopyRow(int row, Span<float> target)
    {
        _rest.CopyTo(target);
        var values = _stored.RowValues(row);
        var indexes = _stored.RowIndexes(row);
        for (var i = 0; i < indexes.Length; i++)
        {
            target[indexes[i]] = values[i];
        }
    }

    /// <summary>Writes whole rows that follow each other, row by row.</summary>
    public void CopyRows(int first, int count, Span<float> target)
    {
        for (var i = 0; i < count; i++)
        {
            CopyRow(first + i, target.Slice(i * Columns, Columns));
        }
    }

    /// <summary>The named rows, in the order given; repeats allowed.</summary>
    public CompressedRows Select(ReadOnlySpan<int> rows)
    {
        var builder = new SparseRowsBuilder(Columns);
        foreach (var row in rows)
        {
            builder.Add(_stored.RowIndexes(row), _stored.RowValues(row));
        }

        return new CompressedRows(builder.ToMatrix(), _rest);
    }

    /// <summary>The named rows, whole.</summary>
    public FloatMatrix Expand(ReadOnlySpan<int> rows)
    {
        var result = new FloatMatrix(rows.Length, Columns);
        for (var i = 0; i < rows.Length; i++)
        {
            CopyRow(rows[i], result.Row(i));
        }

        return result;
    }

    /// <summary>All rows, whole.</summary>
    /// <exception cref="InvalidOperationException">They do not fit into one array.</exception>
    public FloatMatrix Expand()
    {
        if ((long)Rows * Columns > Array.MaxLength)
        {
            throw new InvalidOperationException(
                $"The {Rows} sparse rows of {Columns} features are {(long)Rows * Columns} values when whole, which is more than one array holds ({Array.MaxLength}). Train on fewer rows or features, or a network, which keeps them sparse.");
        }

        var result = new FloatMatrix(Rows, Columns);
        CopyRows(0, Rows, result.Values);
        return result;
    }

    /// <summary>Rows of other columns, each made of one row; stored is what differs from what the rest becomes.</summary>
    /// <param name="columns">Columns of the new rows.</param>
    /// <param name="encode">Writes all values of a row, given one.</param>
    public CompressedRows Encode(int columns, Action<ReadOnlySpan<float>, Span<float>> encode)
    {
        var rest = new float[columns];
        encode(_rest, rest);
        var (source, target) = (new float[Columns], new float[columns]);
        var builder = new SparseRowsBuilder(columns);
        for (var row = 0; row < Rows; row++)
        {
            CopyRow(row, source);
            encode(source, target);
            builder.AddWhatDiffers(target, rest);
        }

        return new CompressedRows(builder.ToMatrix(), rest);
    }
}
