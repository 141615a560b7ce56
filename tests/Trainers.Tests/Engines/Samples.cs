using MLNetTuning.Trainers.Networks;

namespace MLNetTuning.Trainers.Tests.Engines;

/// <summary>Made-up data with a known answer.</summary>
internal static class Samples
{
    /// <summary>Rows of standard normal features with labels from a curved rule.</summary>
    public static TrainingData Make(PredictionTask task, int rows, int columns, int seed = 1, bool weighted = false)
    {
        var random = new Random(seed);
        var features = new FloatMatrix(rows, columns);
        var labels = new float[rows];
        var weights = weighted ? new float[rows] : null;
        for (var i = 0; i < rows; i++)
        {
            var row = features.Row(i);
            for (var j = 0; j < columns; j++)
            {
                row[j] = (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
            }

            var score = (row[0] * row[1]) + MathF.Sin(2 * row[2 % columns]);
            labels[i] = task switch
            {
                PredictionTask.Binary => score > 0 ? 1 : 0,
                PredictionTask.Multiclass => score > 0.7f ? 2 : score > -0.7f ? 1 : 0,
                _ => 100 + (10 * score),
            };
            if (weights is not null)
            {
                weights[i] = (float)random.NextDouble() * 3;
            }
        }

        return new TrainingData(features, labels, weights);
    }

    public static int Outputs(PredictionTask task) => task == PredictionTask.Multiclass ? 3 : 1;

    public static NetworkSpec Spec(PredictionTask task, int columns, params int[] widths) =>
        NetworkSpec.Dense(task, columns, Outputs(task), widths);

    public static float[] Predict(NetworkModel model, FloatMatrix features, int threads = 1)
    {
        var outputs = new float[features.Rows * model.Spec.Outputs];
        model.Predict(features, outputs, threads);
        return outputs;
    }
}
