namespace MLNetTuning.Trainers.Tests.Boosting;

/// <summary>Random rows for tests, with values and labels that floats hold exactly.</summary>
internal static class Rows
{
    public static FloatMatrix Features(int rows, int columns, int distinct, int seed, double missing = 0)
    {
        var random = new Random(seed);
        var matrix = new FloatMatrix(rows, columns);
        for (var i = 0; i < matrix.Values.Length; i++)
        {
            matrix.Values[i] = random.NextDouble() < missing ? float.NaN : random.Next(distinct) - (distinct / 2);
        }

        return matrix;
    }

    /// <summary>Labels in quarters that depend on the first columns, with noise.</summary>
    public static TrainingData Regression(int rows, int columns, int seed, int distinct = 40, double missing = 0, bool weighted = false)
    {
        var features = Features(rows, columns, distinct, seed, missing);
        var random = new Random(seed + 1);
        var labels = new float[rows];
        for (var i = 0; i < rows; i++)
        {
            var row = features.Row(i);
            var first = float.IsNaN(row[0]) ? 7 : row[0];
            var second = columns > 1 && !float.IsNaN(row[1]) ? row[1] : -3;
            labels[i] = ((first > 3 ? 8 : -8) + (second > first ? 6 : 0) + random.Next(-4, 5)) / 4f;
        }

        return new TrainingData(features, labels, weighted ? [.. labels.Select(_ => random.Next(1, 4) / 2f)] : null);
    }

    public static TrainingData Binary(int rows, int columns, int seed, double missing = 0)
    {
        var regression = Regression(rows, columns, seed, missing: missing);
        return new TrainingData(regression.Features, [.. regression.Labels.Select(y => y > 0 ? 1f : 0f)]);
    }

    public static TrainingData Multiclass(int rows, int columns, int classes, int seed)
    {
        var regression = Regression(rows, columns, seed);
        return new TrainingData(regression.Features, [.. regression.Labels.Select(y => (float)(((int)MathF.Floor(y) + 20) % classes))]);
    }
}
