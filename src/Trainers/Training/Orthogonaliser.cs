namespace MLNetTuning.Trainers.Training;

/// <summary>Makes the shorter side of a matrix orthonormal (modified Gram and Schmidt, twice, in double).</summary>
internal static class Orthogonaliser
{
    public static void Apply(Span<float> values, int rows, int columns)
    {
        var byColumn = columns <= rows;
        var count = Math.Min(rows, columns);
        var length = Math.Max(rows, columns);
        var vectors = new double[count][];
        for (var i = 0; i < count; i++)
        {
            vectors[i] = new double[length];
            for (var j = 0; j < length; j++)
            {
                vectors[i][j] = values[Index(i, j)];
            }

            Orthogonalise(vectors, i);
            Orthogonalise(vectors, i);
        }

        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < length; j++)
            {
                values[Index(i, j)] = (float)vectors[i][j];
            }
        }

        int Index(int vector, int element) => byColumn ? (element * columns) + vector : (vector * columns) + element;
    }

    private static void Orthogonalise(double[][] vectors, int index)
    {
        var vector = vectors[index];
        for (var i = 0; i < index; i++)
        {
            var product = Product(vector, vectors[i]);
            for (var j = 0; j < vector.Length; j++)
            {
                vector[j] -= product * vectors[i][j];
            }
        }

        var norm = Math.Sqrt(Product(vector, vector));
        for (var j = 0; j < vector.Length; j++)
        {
            vector[j] /= norm;
        }
    }

    private static double Product(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}
