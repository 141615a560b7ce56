namespace MLNetTuning.Trainers;

/// <summary>A dense row-major matrix of 32-bit floats; NaN stands for a missing value.</summary>
public sealed class FloatMatrix
{
    /// <summary>Wraps <paramref name="values"/> without copying.</summary>
    /// <param name="rows">Number of rows, 0 or more.</param>
    /// <param name="columns">Number of columns, 0 or more.</param>
    /// <param name="values">The values row by row; its length is at least rows x columns.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative.</exception>
    /// <exception cref="ArgumentException"><paramref name="values"/> is shorter than rows x columns.</exception>
    public FloatMatrix(int rows, int columns, float[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        if ((long)rows * columns > values.Length)
        {
            throw new ArgumentException($"A {rows} x {columns} matrix needs {(long)rows * columns} values, but {values.Length} were given.", nameof(values));
        }

        Rows = rows;
        Columns = columns;
        Values = values;
    }

    /// <summary>Makes a matrix of zeros.</summary>
    /// <param name="rows">Number of rows, 0 or more.</param>
    /// <param name="columns">Number of columns, 0 or more.</param>
    public FloatMatrix(int rows, int columns)
        : this(rows, columns, new float[checked(rows * columns)])
    {
    }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Number of columns.</summary>
    public int Columns { get; }

    /// <summary>The values row by row. Shared, not a copy.</summary>
    public float[] Values { get; }

    /// <summary>One row, shared, not a copy.</summary>
    /// <param name="index">Row number from 0.</param>
    public Span<float> Row(int index) => Values.AsSpan(index * Columns, Columns);

    /// <summary>Copies the named rows, in the order given, into a new matrix.</summary>
    /// <param name="rows">Row numbers from 0; repeats allowed.</param>
    public FloatMatrix Select(ReadOnlySpan<int> rows)
    {
        var result = new FloatMatrix(rows.Length, Columns);
        for (var i = 0; i < rows.Length; i++)
        {
            Row(rows[i]).CopyTo(result.Row(i));
        }

        return result;
    }
}
