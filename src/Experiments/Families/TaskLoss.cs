using MLNetTuning.Trainers;

namespace MLNetTuning.Experiments.Families;

/// <summary>The loss that searches compare by, row by row: log loss in nats, or squared error.</summary>
internal static class TaskLoss
{
    private const double Lowest = 1e-7;

    /// <summary>The loss of each row.</summary>
    /// <param name="task">The task.</param>
    /// <param name="predictions">Probabilities, or values.</param>
    /// <param name="labels">The labels.</param>
    public static double[] PerRow(PredictionTask task, FloatMatrix predictions, ReadOnlySpan<float> labels)
    {
        var losses = new double[labels.Length];
        for (var row = 0; row < losses.Length; row++)
        {
            losses[row] = Of(task, predictions.Row(row), labels[row]);
        }

        return losses;
    }

    /// <summary>The mean loss.</summary>
    /// <param name="task">The task.</param>
    /// <param name="predictions">Probabilities, or values.</param>
    /// <param name="labels">The labels.</param>
    public static double Mean(PredictionTask task, FloatMatrix predictions, ReadOnlySpan<float> labels)
    {
        var sum = 0.0;
        for (var row = 0; row < labels.Length; row++)
        {
            sum += Of(task, predictions.Row(row), labels[row]);
        }

        return sum / labels.Length;
    }

    private static double Of(PredictionTask task, ReadOnlySpan<float> prediction, float label) => task switch
    {
        PredictionTask.Binary => -Math.Log(Math.Max(label > 0.5f ? prediction[0] : 1.0 - prediction[0], Lowest)),
        PredictionTask.Multiclass => -Math.Log(Math.Max(prediction[(int)label], Lowest)),
        _ => ((double)prediction[0] - label) * ((double)prediction[0] - label),
    };
}
