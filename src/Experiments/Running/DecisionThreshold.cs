using MLNetTuning.Experiments.Tuning;
using MLNetTuning.Trainers;

namespace MLNetTuning.Experiments.Running;

/// <summary>Chooses the probability above which the positive class is predicted, for metrics of classes decided on.</summary>
internal static class DecisionThreshold
{
    private const int Tried = 200;

    /// <summary>The threshold on predictions of rows the models did not see; one half where the metric does not ask for one.</summary>
    public static float Choose(TuningMetric metric, PredictionTask task, FloatMatrix probabilities, float[] labels)
    {
        const float Half = 0.5f;
        if (task != PredictionTask.Binary || !TuningMetrics.WantsThreshold(metric))
        {
            return Half;
        }

        float[] sorted = [.. probabilities.Values.Take(probabilities.Rows).Order()];
        var (best, highest) = (Half, TuningMetrics.Evaluate(metric, task, probabilities, labels));
        for (var i = 1; i < Tried; i++)
        {
            var threshold = Math.Clamp(sorted[(long)i * sorted.Length / Tried], 0.001f, 0.999f);
            var score = TuningMetrics.Evaluate(metric, task, probabilities, labels, threshold);
            (best, highest) = score > highest ? (threshold, score) : (best, highest);
        }

        return best;
    }
}
