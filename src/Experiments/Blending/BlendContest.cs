using MLNetTuning.Estimators.Ensembles;
using MLNetTuning.Estimators.Validation;
using MLNetTuning.Experiments.Families;
using MLNetTuning.Experiments.Tuning;
using MLNetTuning.Trainers;

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
        var winner = tries is null ? 0 : Winner(sample, recipes, tries);
        var made = recipes[winner].Make(new BlendFit(rows, metric));
        var decisions = new DecisionContest(rows.Task, metric);
        if (tries is null)
        {
            return new BlendOutcome(Decide(made, rows, decisions, decisions.Untried), null);
        }

        var (way, scores) = decisions.Run(tries[winner], sample.Labels, sample.Folds!);
        var spread = Spread.Of(scores);
        return new BlendOutcome(Decide(made, rows, decisions, way), double.IsFinite(spread.Mean) ? (spread.Mean, spread.Deviation) : null);
    }

    /// <summary>Predictions of all rows by each recipe, made without the row's fold.</summary>
    private FloatMatrix[]? Try(BlendRows rows, IReadOnlyList<BlendRecipe> recipes)
    {
        // Rows of many classes are too dear for enough of them to tell.
        if (rows.Folds is not { } folds || rows.Labels.Length * (long)rows.Outputs > 2 * MostValues || IsLate)
        {
            return null;
        }

        FloatMatrix[] predictions = [.. recipes.Select(_ => new FloatMatrix(rows.Labels.Length, rows.Outputs))];
        for (var fold = 0; fold < folds.Count; fold++)
        {
            if (IsLate)
            {
                return null;
            }

            var fit = new BlendFit(rows.Select(folds.RowsOf(fold, inside: false)), metric);
            var places = folds.RowsOf(fold, inside: true);
            var unseen = rows.Select(places);
            for (var i = 0; i < recipes.Count; i++)
            {
                var predicted = recipes[i].Make(fit).Predict(rows.Task, unseen.Predictions);
                for (var row = 0; row < places.Length; row++)
                {
                    predicted.Row(row).CopyTo(predictions[i].Row(places[row]));
                }
            }
        }

        return predictions;
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
        var gain = Spread.Of([.. losses[best].Zip(losses[rival], (one, other) => one - other)]);
        return gain.Mean > (rows.Labels.Length < FewRows ? gain.Error : 0) ? rival : best;
    }

    private static Blend Decide(Blend blend, BlendRows rows, DecisionContest decisions, int way) =>
        blend.Deciding(decisions.Fit(way, blend.Predict(rows.Task, rows.Predictions), rows.Labels));

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
