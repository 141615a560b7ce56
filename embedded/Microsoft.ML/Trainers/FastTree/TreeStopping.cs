using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Boosting;

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>Grows tree by tree and asks a rule after each whether to go on.</summary>
/// <param name="rule">The rule; null goes on to the end.</param>
/// <param name="metric">What is watched; lower is better.</param>
internal sealed class TreeStopping(EarlyStoppingRuleBase? rule, ValidationMetric metric)
{
    /// <summary>The share of rows on the wrong side of 0, for two classes.</summary>
    internal static ValidationMetric ErrorRate { get; } = new(nameof(ErrorRate), false, CountErrors);

    /// <summary>The metric of regression.</summary>
    internal static ValidationMetric Norm(EarlyStoppingMetric metric) => metric == EarlyStoppingMetric.L1Norm ? s_l1 : s_l2;

    private static readonly ValidationMetric s_l1 = new(nameof(EarlyStoppingMetric.L1Norm), false, static (scores, rows) => Mean(scores, rows, Math.Abs));

    private static readonly ValidationMetric s_l2 = new(
        nameof(EarlyStoppingMetric.L2Norm), false, static (scores, rows) => Math.Sqrt(Mean(scores, rows, static error => error * error)));

    internal TreeEnsembleModel Fit(BoostingOptions options, TrainContext rows)
    {
        if (rows.Validation is null)
        {
            throw new InvalidOperationException(
                "EarlyStoppingRule or EnablePruning is set, but there are no validation rows to go by; call Fit(trainData, validationData), or leave both unset.");
        }

        var session = new HistGradientBoosting().Start(options, rows.Training.Data, rows.Validation.Data, rows.Cancellation);
        var watch = rule?.Start();
        var (best, bestScore) = (0, double.PositiveInfinity);
        for (var trees = 1; trees <= options.Trees; trees++)
        {
            session.RunTo(trees, rows.Cancellation);
            var score = session.MeasureValidation(metric);
            var (stop, isBest) = (false, score < bestScore);
            if (watch is not null)
            {
                stop = watch.CheckScore((float)score, watch is MovingWindowRule ? (float)session.MeasureTraining(metric) : 0, out isBest);
            }

            (best, bestScore) = isBest || best == 0 ? (trees, score) : (best, bestScore);
            if (stop)
            {
                break;
            }
        }

        return session.CreateModel().Truncate(best);
    }

    private static double CountErrors(FloatMatrix scores, TrainingData rows)
    {
        var errors = 0;
        for (var i = 0; i < rows.Rows; i++)
        {
            errors += scores.Values[i] > 0 == rows.Labels[i] > 0 ? 0 : 1;
        }

        return (double)errors / rows.Rows;
    }

    private static double Mean(FloatMatrix scores, TrainingData rows, Func<double, double> loss)
    {
        double sum = 0;
        for (var i = 0; i < rows.Rows; i++)
        {
            sum += (rows.Weights?[i] ?? 1) * loss((double)rows.Labels[i] - scores.Values[i]);
        }

        return sum / rows.Rows;
    }
}
