namespace MLNetTuning.Trainers;

/// <summary>A matrix of 32-bit floats that stores only some values of each row (CSR); the others are 0.</summary>
public sealed class SparseMatrix
{
    /// <summary>Wraps the arrays without copying, after checking that they make a matrix.</summary>
    /// <param name="columns">Number of columns, 0 or more.</param>
    /// <param name="starts">Where each row starts in the other arrays, and at the end their length: rows + 1 numbers that never fall, from 0.</param>
    /// <param name="indexes">The column of each stored value, rising within a row.</param>
    /// <param name="values">The stored values, row by row.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="columns"/> is negative.</exception>
    /// <exception cref="ArgumentException">The arrays do not make a matrix; the message names the row.</exception>
    public SparseMatrix(int columns, int[] starts, int[] indexes, float[] values)
    {
        ArgumentNullException.ThrowIfNull(starts);
        ArgumentNullException.ThrowIfNull(indexes);
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        if (starts.Length == 0 || starts[0] != 0 || starts[^1] > indexes.Length || starts[^1] > values.Length)
        {
            throw new ArgumentException($"The row starts must be rows + 1 numbers from 0 to at most the stored values; given were {starts.Length} starts up to {(starts.Length == 0 ? 0 : starts[^1])}, {indexes.Length} columns and {values.Length} values.", nameof(starts));
        }

        (Columns, Starts, Indexes, Values) = (columns, starts, indexes, values);
        for (var row = 0; row < Rows; row++)
        {
            CheckRow(row);
        }
    }

    /// <summary>Number of rows.</summary>
    public int Rows => Starts.Length - 1;

    /// <summary>Number of columns.</summary>
    public int Columns { get; }

    /// <summary>Where each row starts, and at the end the number of stored values. Shared, not a copy.</summary>
    public int[] Starts { get; }

    /// <summary>The column of each stored value. Shared, not a copy.</summary>
    public int[] Indexes { get; }

    /// <summary>The stored values. Shared, not a copy.</summary>
    public float[] Values { get; }

    /// <summary>The columns of the values stored for a row, rising.</summary>
    /// <param name="row">Row number from 0.</param>
    public ReadOnlySpan<int> RowIndexes(int row) => Indexes.AsSpan(Starts[row], Starts[row + 1] - Starts[row]);

    /// <summary>The values stored for a row.</summary>
    /// <param name="row">Row number from 0.</param>
    public ReadOnlySpan<float> RowValues(int row) => Values.AsSpan(Starts[row], Starts[row + 1] - Starts[row]);

    private void CheckRow(int row)
    {
        // Both, as a start far off would overflow the difference.
        if (Starts[row + 1] < Starts[row] || Starts[row + 1] > Starts[^1])
        {
            throw new ArgumentException($"Row {row} reaches from {Starts[row]} to {Starts[row + 1]}; row starts must not fall.");
        }

        var before = -1;
        foreach (var index in RowIndexes(row))
        {
            if (index <= before || index >= Columns)
            {
                throw new ArgumentException($"Row {row} stores column {index} after column {before}; columns must rise within a row and be below {Columns}.");
            }

            before = index;
        }
    }
}
