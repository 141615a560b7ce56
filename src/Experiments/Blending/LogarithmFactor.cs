using MLNetTuning.Estimators.Ensembles;
using MLNetTuning.Trainers;

namespace MLNetTuning.Experiments.Blending;

/// <summary>
/// Models that learnt the logarithm of the label predict about its median; a factor brings them to its mean, which squared error asks for.
/// </summary>
/// <remarks>
/// After N. Duan, "Smearing estimate: a nonparametric retransformation method", JASA 78, 1983; the factor is the ratio of the means of labels and predictions
/// of rows the model did not see, as Duan's mean of ratios follows the rows of the smallest labels.
/// </remarks>
internal static class LogarithmFactor
{
    private const double Lowest = 0.8;
    private const double Highest = 1.25;

    /// <summary>Whether a model of an average learnt a logarithm.</summary>
    public static bool Concerns(BlendRows rows, IReadOnlyList<EnsembleWeight> members) =>
        rows.Task == PredictionTask.Regression && members.Any(member => rows.LearntLogarithm[member.Index]);

    /// <summary>The average of corrected predictions, as an ensemble of the predictions as they are.</summary>
    public static Blend PutOn(BlendRows rows, IReadOnlyList<EnsembleWeight> members)
    {
        var mean = rows.Labels.Average(label => (double)label);
        return PooledStack.Make(rows, [.. members], [.. members.Select(member => member.Weight * Factor(rows, member.Index, mean)), 0]);
    }

    private static double Factor(BlendRows rows, int model, double mean)
    {
        var predicted = rows.LearntLogarithm[model] ? rows.Predictions[model].Values.Take(rows.Labels.Length).Average(value => (double)value) : mean;
        return predicted > 0 ? Math.Clamp(mean / predicted, Lowest, Highest) : 1;
    }
}
