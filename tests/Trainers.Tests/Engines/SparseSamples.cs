namespace MLNetTuning.Trainers.Tests.Engines;

/// <summary>Rows of a number with gaps, a sparse number, a code and one-hot columns, sparse and whole.</summary>
internal static class SparseSamples
{
    public static (TrainingData Sparse, TrainingData Whole) Make(PredictionTask task, int rows, int columns, bool weighted = false)
    {
        var random = new Random(5);
        var whole = new FloatMatrix(rows, columns);
        var labels = new float[rows];
        for (var i = 0; i < rows; i++)
        {
            var code = 3 + random.Next(columns - 3);
            var row = whole.Row(i);
            row[0] = i % 17 == 0 ? float.NaN : random.NextSingle() * 50;
            row[1] = random.Next(4) == 0 ? (random.NextSingle() * 3) - 1 : 0;
            row[2] = random.Next(5);
            row[code] = 1;
            var score = (code % 3) - 1 + row[1];
            labels[i] = task switch
            {
                PredictionTask.Binary => score > 0.1f ? 1 : 0,
                PredictionTask.Multiclass => code % 3,
                _ => score,
            };
        }

        var weights = weighted ? labels.Select((_, i) => 0.5f + (i % 3)).ToArray() : null;
        return (new TrainingData(Compress(whole), labels, weights), new TrainingData(whole, labels, weights));
    }

    public static SparseMatrix Compress(FloatMatrix whole)
    {
        List<int> starts = [0], indexes = [];
        List<float> values = [];
        for (var i = 0; i < whole.Rows; i++)
        {
            for (var j = 0; j < whole.Columns; j++)
            {
                if (whole.Row(i)[j] != 0)
                {
                    indexes.Add(j);
                    values.Add(whole.Row(i)[j]);
                }
            }

            starts.Add(values.Count);
        }

        return new SparseMatrix(whole.Columns, [.. starts], [.. indexes], [.. values]);
    }
}
