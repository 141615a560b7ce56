namespace MLNetTuning.Trainers.Tests.Linear;

/// <summary>Random rows of a known linear model.</summary>
internal static class LinearRows
{
    public static FloatMatrix Features(int rows, int columns, int seed)
    {
        var random = new Random(seed);
        var matrix = new FloatMatrix(rows, columns);
        for (var i = 0; i < matrix.Values.Length; i++)
        {
            matrix.Values[i] = ((random.NextSingle() * 2) - 1) * (1 + (i % columns)) + (i % columns);
        }

        return matrix;
    }

    public static TrainingData Binary(int rows, int columns, int seed, bool weighted = false)
    {
        var features = Features(rows, columns, seed);
        var random = new Random(seed + 1);
        var labels = new float[rows];
        for (var i = 0; i < rows; i++)
        {
            labels[i] = random.NextDouble() < 1 / (1 + Math.Exp(-Score(features.Row(i)))) ? 1 : 0;
        }

        return new TrainingData(features, labels, weighted ? [.. labels.Select(_ => random.NextSingle() * 2)] : null);
    }

    public static double Score(ReadOnlySpan<float> row)
    {
        double score = 0.3;
        for (var j = 0; j < row.Length; j++)
        {
            score += (j % 3 == 2 ? 0 : j % 2 == 0 ? 0.8 : -0.5) * (row[j] - j) / (1 + j);
        }

        return score;
    }
}
