using MLNetTuning.Experiments.Families;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Calibration;

namespace MLNetTuning.Experiments.Running;

/// <summary>The temperature of a finished model, kept only where it helps rows it was not fitted on.</summary>
internal static class Temperature
{
    private const int Folds = 5;
    private const int FewestRows = 100;
    private const double Coldest = 0.5;
    private const double Hottest = 2;

    /// <summary>The temperature, 1 where none helps.</summary>
    public static double Fit(PredictionTask task, FloatMatrix probabilities, float[] labels)
    {
        if (task == PredictionTask.Regression || labels.Length < FewestRows)
        {
            return 1;
        }

        var (with, without) = (0.0, 0.0);
        for (var fold = 0; fold < Folds; fold++)
        {
            int[] seen = [.. Enumerable.Range(0, labels.Length).Where(row => row % Folds != fold)];
            int[] unseen = [.. Enumerable.Range(0, labels.Length).Where(row => row % Folds == fold)];
            var (rest, restLabels) = (probabilities.Select(unseen), Array.ConvertAll(unseen, row => labels[row]));
            var temperature = Find(probabilities.Select(seen), Array.ConvertAll(seen, row => labels[row]));
            with += TaskLoss.Mean(task, TemperatureScaling.Apply(rest, temperature), restLabels) * unseen.Length;
            without += TaskLoss.Mean(task, rest, restLabels) * unseen.Length;
        }

        return with < without ? Find(probabilities, labels) : 1;
    }

    private static double Find(FloatMatrix probabilities, float[] labels) => Math.Clamp(TemperatureScaling.Fit(probabilities, labels), Coldest, Hottest);
}
