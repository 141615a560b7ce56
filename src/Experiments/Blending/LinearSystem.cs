namespace MLNetTuning.Experiments.Blending;

/// <summary>Solves a symmetric positive system by Cholesky's factors.</summary>
internal static class LinearSystem
{
    private const double Ridge = 1e-9;

    /// <summary>x of A x = b. A diagonal too small for a factor is raised, so that models that say the same do no harm.</summary>
    /// <param name="matrix">A, row after row; stays as it is.</param>
    /// <param name="right">b.</param>
    public static double[] Solve(ReadOnlySpan<double> matrix, ReadOnlySpan<double> right)
    {
        var size = right.Length;
        var (factor, x) = (matrix.ToArray(), right.ToArray());
        var least = Ridge;
        for (var i = 0; i < size; i++)
        {
            least = Math.Max(least, Ridge * matrix[(i * size) + i]);
        }

        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = factor[(i * size) + j];
                for (var k = 0; k < j; k++)
                {
                    sum -= factor[(i * size) + k] * factor[(j * size) + k];
                }

                factor[(i * size) + j] = i == j ? Math.Sqrt(Math.Max(sum, least)) : sum / factor[(j * size) + j];
            }
        }

        for (var i = 0; i < size; i++)
        {
            for (var k = 0; k < i; k++)
            {
                x[i] -= factor[(i * size) + k] * x[k];
            }

            x[i] /= factor[(i * size) + i];
        }

        for (var i = size - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < size; k++)
            {
                x[i] -= factor[(k * size) + i] * x[k];
            }

            x[i] /= factor[(i * size) + i];
        }

        return x;
    }
}
