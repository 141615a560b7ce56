using MLNetTuning.Estimators.Ensembles;
using MLNetTuning.Experiments.Families;
using MLNetTuning.Experiments.Tuning;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Metrics;

namespace MLNetTuning.Experiments.Blending;

/// <summary>Tries the ways to make an ensemble on rows they were not made from, takes the best and makes it from all rows.</summary>
/// <param name="kind">What the models become.</param>
/// <param name="metric">What is asked for.</param>
/// <param name="calibration">How probabilities are calibrated.</param>
/// <param name="isLate">Whether the time for it is over: the simplest way is taken then, untried.</param>
internal sealed class BlendContest(ExperimentEnsemble kind, TuningMetric metric, CalibrationMethod calibration, Func<bool>? isLate = null)
{
    // What is worked through in about a second on one core; further rows are left out of the contest, not of the ensemble.
    private const int MostProducts = 8_000_000;
    private const int MostValues = 250_000;
    private const int FewRows = 2000;
    private const int FewestRows = 1000;
    private const int SampleSeed = 1;

    private bool IsLate => isLate?.Invoke() == true;

    /// <summary>Makes the ensemble.</summary>
    /// <param name="rows">What it is made from.</param>
    public BlendOutcome Run(BlendRows rows)
    {
        var recipes = BlendRecipes.For(kind, rows, calibration);
        var sample = Sample(rows);
        var tries = Try(sample, recipes);
        var winner = tries is null ? 0 : Winner(sample, recipes, tries.Value.Predictions);
        var made = Make(recipes[winner], rows);
        return tries is null ? new BlendOutcome(made, null, null)
            : new BlendOutcome(made, Scores(sample, tries.Value.Predictions[winner], tries.Value.Thresholds[winner]), tries.Value.Predictions[winner]);
    }

    /// <summary>Predictions of all rows by each recipe, made without the row's fold, and the decision threshold in each fold.</summary>
    private (FloatMatrix[] Predictions, float[][] Thresholds)? Try(BlendRows rows, IReadOnlyList<BlendRecipe> recipes)
    {
        // Rows of many classes are too dear for enough of them to tell.
        if (rows.Folds is not { } folds || rows.Labels.Length * (long)rows.Outputs > 2 * MostValues || IsLate)
        {
            return null;
        }

        FloatMatrix[] predictions = [.. recipes.Select(_ => new FloatMatrix(rows.Labels.Length, rows.Outputs))];
        float[][] thresholds = [.. recipes.Select(_ => new float[folds.Count])];
        for (var fold = 0; fold < folds.Count; fold++)
        {
            var fit = new BlendFit(rows.Select(folds.RowsOf(fold, inside: false)), metric);
            var places = folds.RowsOf(fold, inside: true);
            var unseen = rows.Select(places);
            for (var i = 0; i < recipes.Count; i++)
            {
                if (IsLate)
                {
                    return null;
                }

                var blend = Decide(recipes[i].Make(fit), fit.Rows);
                var predicted = blend.Predict(rows.Task, unseen.Predictions);
                thresholds[i][fold] = blend.Threshold;
                for (var row = 0; row < places.Length; row++)
                {
                    predicted.Row(row).CopyTo(predictions[i].Row(places[row]));
                }
            }
        }

        return (predictions, thresholds);
    }

    /// <summary>The recipe of the lowest loss. Where rows are few, one with more numbers than the average must be better by more than one standard error.</summary>
    private static int Winner(BlendRows rows, IReadOnlyList<BlendRecipe> recipes, FloatMatrix[] predictions)
    {
        double[][] losses = [.. predictions.Select(one => TaskLoss.PerRow(rows.Task, one, rows.Labels))];
        double[] means = [.. losses.Select(one => one.Average())];
        int[] simple = [.. Enumerable.Range(0, recipes.Count).Where(i => recipes[i].IsSimple)];
        int[] others = [.. Enumerable.Range(0, recipes.Count).Except(simple)];
        if (others.Length == 0 || simple.Length == 0)
        {
            return Enumerable.Range(0, recipes.Count).MinBy(i => means[i]);
        }

        var (best, rival) = (simple.MinBy(i => means[i]), others.MinBy(i => means[i]));
        double[] gains = [.. losses[best].Zip(losses[rival], (one, other) => one - other)];
        var mean = gains.Average();
        var error = Math.Sqrt(gains.Sum(gain => (gain - mean) * (gain - mean)) / (gains.Length - 1) / gains.Length);
        return mean > (rows.Labels.Length < FewRows ? error : 0) ? rival : best;
    }

    private Blend Make(BlendRecipe recipe, BlendRows rows) => Decide(recipe.Make(new BlendFit(rows, metric)), rows);

    /// <summary>Sets above which probability class 1 is predicted: for metrics of decisions the threshold that is best on these rows.</summary>
    private Blend Decide(Blend blend, BlendRows rows)
    {
        if (rows.Task != PredictionTask.Binary || !TuningMetrics.WantsThreshold(metric) || !rows.Labels.Contains(1) || !rows.Labels.Contains(0))
        {
            return blend;
        }

        var decision = metric switch
        {
            TuningMetric.F1Score => DecisionMetric.F1Score,
            TuningMetric.Accuracy => DecisionMetric.Accuracy,
            _ => DecisionMetric.BalancedAccuracy,
        };
        var probabilities = blend.Predict(rows.Task, rows.Predictions);
        var threshold = (float)DecisionThreshold.Choose(probabilities.Values.AsSpan(0, probabilities.Rows), rows.Labels, decision).Threshold;
        return blend.With(average => average.WithThreshold(threshold)) with { Threshold = threshold };
    }

    private (double Mean, double Deviation)? Scores(BlendRows rows, FloatMatrix predictions, float[] thresholds)
    {
        var folds = rows.Folds!;
        var scores = new double[folds.Count];
        for (var fold = 0; fold < scores.Length; fold++)
        {
            var places = folds.RowsOf(fold, inside: true);
            scores[fold] = TuningMetrics.Evaluate(metric, rows.Task, predictions.Select(places), Array.ConvertAll(places, row => rows.Labels[row]), thresholds[fold]);
        }

        var mean = scores.Average();
        return double.IsFinite(mean) ? (mean, Math.Sqrt(scores.Sum(score => (score - mean) * (score - mean)) / (scores.Length - 1))) : null;
    }

    private static BlendRows Sample(BlendRows rows)
    {
        var most = Math.Max(
            Math.Min(FewRows, Math.Max(FewestRows, MostValues / rows.Outputs)), Math.Min(MostProducts / (rows.Predictions.Count * rows.Predictions.Count), MostValues / rows.Outputs));
        if (rows.Labels.Length <= most)
        {
            return rows;
        }

        int[] places = [.. Enumerable.Range(0, rows.Labels.Length)];
        new Random(SampleSeed).Shuffle(places);
        return rows.Select([.. places.Take(most).Order()]);
    }
}
