namespace MLNetTuning.Sweepers.Samplers.Gaussian;

/// <summary>The lower triangle L of a positive definite matrix A = L Lᵀ, by rows.</summary>
internal sealed class CholeskyFactor
{
    private readonly double[] _rows;

    private CholeskyFactor(double[] rows, int size)
    {
        _rows = rows;
        Size = size;
    }

    public int Size { get; }

    /// <summary>The logarithm of the determinant of A.</summary>
    public double LogDeterminant => 2 * Enumerable.Range(0, Size).Sum(i => Math.Log(Row(i)[i]));

    /// <summary>Factors a matrix in place, of which the lower triangle is read; null when rounding has left it not positive definite.</summary>
    public static CholeskyFactor? TryFactor(double[] matrix, int size)
    {
        for (int i = 0; i < size; i++)
        {
            var row = matrix.AsSpan(i * size, size);
            for (int j = 0; j < i; j++)
            {
                row[j] = (row[j] - Rows.Dot(row[..j], matrix.AsSpan(j * size, j))) / matrix[j * size + j];
            }

            double rest = row[i] - Rows.Dot(row[..i], row);
            if (!(rest > 0))
            {
                return null;
            }

            row[i] = Math.Sqrt(rest);
            row[(i + 1)..].Clear();
        }

        return new(matrix, size);
    }

    /// <summary>Solves A x = b.</summary>
    public double[] Solve(ReadOnlySpan<double> b)
    {
        var x = b.ToArray();
        for (int i = 0; i < Size; i++)
        {
            x[i] = (x[i] - Rows.Dot(Row(i)[..i], x)) / Row(i)[i];
        }

        for (int i = Size - 1; i >= 0; i--)
        {
            x[i] /= Row(i)[i];
            Rows.AddScaled(x.AsSpan(0, i), -x[i], Row(i)[..i]);
        }

        return x;
    }

    /// <summary>Solves L Y = B in place for many right sides at once; B has <see cref="Size"/> rows of <paramref name="columns"/> numbers.</summary>
    public void SolveLower(Span<double> b, int columns)
    {
        for (int i = 0; i < Size; i++)
        {
            var target = b.Slice(i * columns, columns);
            var row = Row(i);
            for (int j = 0; j < i; j++)
            {
                Rows.AddScaled(target, -row[j], b.Slice(j * columns, columns));
            }

            double inverse = 1 / row[i];
            for (int c = 0; c < columns; c++)
            {
                target[c] *= inverse;
            }
        }
    }

    /// <summary>The lower triangle of the inverse of A, by rows.</summary>
    public double[] Inverse()
    {
        // Row i of T is column i of L^-1, so that every step is a dot product of rows: A^-1 = T Tᵀ.
        var t = new double[Size * Size];
        for (int i = 0; i < Size; i++)
        {
            var own = t.AsSpan(i * Size, Size);
            own[i] = 1 / Row(i)[i];
            for (int j = i + 1; j < Size; j++)
            {
                own[j] = -Rows.Dot(Row(j)[i..j], own[i..]) / Row(j)[j];
            }
        }

        var inverse = new double[Size * Size];
        for (int i = 0; i < Size; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                inverse[i * Size + j] = Rows.Dot(t.AsSpan(i * Size + i, Size - i), t.AsSpan(j * Size + i, Size - i));
            }
        }

        return inverse;
    }

    private ReadOnlySpan<double> Row(int i) => _rows.AsSpan(i * Size, Size);
}
