using MLNetTuning.Trainers;

namespace MLNetTuning.Estimators.Ensembles;

/// <summary>Builds an ensemble by picking, again and again, the model that lowers the loss of the average most.</summary>
/// <remarks>
/// Caruana, Niculescu-Mizil, Crew and Ksikes: "Ensemble Selection from Libraries of Models", ICML 2004: with replacement, on predictions of rows the
/// models did not see; the best prefix of the path is kept, and equal losses go to models already picked.
/// </remarks>
public static class GreedySelection
{
    private const int LeastRowsToCheck = 50;

    /// <summary>Selects an ensemble.</summary>
    /// <param name="predictions">Per model its out-of-sample predictions: rows x 1 probabilities of class 1 (binary), rows x classes (multiclass), rows x 1 values (regression).</param>
    /// <param name="labels">The labels of the rows: 0 or 1, the class number, or the value.</param>
    /// <param name="task">What is predicted.</param>
    /// <param name="weights">One weight per row, or null for all 1.</param>
    /// <param name="options">The settings, or null for the defaults.</param>
    /// <exception cref="ArgumentException">No models, no rows, sizes that differ, a value that is not finite, or settings out of range.</exception>
    public static GreedySelectionResult Select(
        IReadOnlyList<FloatMatrix> predictions, float[] labels, PredictionTask task, float[]? weights = null, GreedySelectionOptions? options = null)
    {
        options ??= new GreedySelectionOptions();
        options.Validate();
        Check(predictions, labels, task, weights);
        var whole = Greedy(predictions, labels, task, weights, options);
        var (gain, error) = CrossFittedGain(predictions, labels, task, weights, options);
        if (whole.Members.Count > 1 && gain < -error)
        {
            return whole with { Members = [new EnsembleWeight(whole.BestSingle, 1)], Loss = whole.BestSingleLoss, CrossFittedGain = gain };
        }

        return whole with { CrossFittedGain = gain };
    }

    /// <summary>The weighted average of predictions.</summary>
    /// <param name="predictions">Per model its predictions, all of one size.</param>
    /// <param name="members">The models and their weights.</param>
    public static FloatMatrix Average(IReadOnlyList<FloatMatrix> predictions, IReadOnlyList<EnsembleWeight> members)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        ArgumentNullException.ThrowIfNull(members);
        var sums = new double[predictions[0].Rows * predictions[0].Columns];
        var total = 0.0;
        foreach (var member in members)
        {
            total += member.Weight;
            var values = predictions[member.Index].Values;
            for (var i = 0; i < sums.Length; i++)
            {
                sums[i] += (double)member.Weight * values[i];
            }
        }

        return new FloatMatrix(predictions[0].Rows, predictions[0].Columns, Array.ConvertAll(sums, sum => (float)(sum / total)));
    }

    private static GreedySelectionResult Greedy(
        IReadOnlyList<FloatMatrix> predictions, float[] labels, PredictionTask task, float[]? weights, GreedySelectionOptions options)
    {
        var few = labels.Length < options.FewRows;
        var loss = few || options.Loss is null ? EnsembleLoss.For(task) : options.Loss;
        var singles = predictions.Select(one => Finite(loss(one, labels, weights))).ToArray();
        var order = Enumerable.Range(0, singles.Length).OrderBy(index => singles[index]).Take(options.MaxModels).ToArray();
        var path = new GreedyPath(predictions, order, (average) => Finite(loss(average, labels, weights)));
        path.Run(few ? options.MaxPicksFewRows : options.MaxPicks);
        var members = Weights(path.BestPicks, few, options.MinWeight);
        return new GreedySelectionResult(members, Finite(loss(Average(predictions, members), labels, weights)), order[0], singles[order[0]], double.NaN, path.Losses);
    }

    private static List<EnsembleWeight> Weights(IReadOnlyList<int> picks, bool halfway, double minWeight)
    {
        var shares = picks.GroupBy(index => index).ToDictionary(group => group.Key, group => (double)group.Count() / picks.Count);
        if (halfway)
        {
            shares = shares.ToDictionary(share => share.Key, share => (share.Value + 1.0 / shares.Count) / 2);
        }

        var kept = shares.Where(share => share.Value >= minWeight).ToArray();
        kept = kept.Length > 0 ? kept : [shares.MaxBy(share => share.Value)];
        var total = kept.Sum(share => share.Value);
        return [.. kept.OrderByDescending(share => share.Value).ThenBy(share => share.Key).Select(share => new EnsembleWeight(share.Key, (float)(share.Value / total)))];
    }

    /// <summary>The mean fall in loss over folds with its standard error, each scored by the ensemble and by the single model chosen on the other folds' rows.</summary>
    private static (double Gain, double Error) CrossFittedGain(
        IReadOnlyList<FloatMatrix> predictions, float[] labels, PredictionTask task, float[]? weights, GreedySelectionOptions options)
    {
        var rows = labels.Length;
        if (options.CrossFitFolds == 0 || predictions.Count == 1 || rows < Math.Max(LeastRowsToCheck, 2 * options.CrossFitFolds))
        {
            return (double.NaN, double.NaN);
        }

        var loss = rows < options.FewRows || options.Loss is null ? EnsembleLoss.For(task) : options.Loss;
        var shuffled = Enumerable.Range(0, rows).ToArray();
        new Random(options.Seed).Shuffle(shuffled);
        var gains = new double[options.CrossFitFolds];
        for (var fold = 0; fold < options.CrossFitFolds; fold++)
        {
            var seen = shuffled.Where((_, place) => place % options.CrossFitFolds != fold).ToArray();
            var unseen = shuffled.Where((_, place) => place % options.CrossFitFolds == fold).ToArray();
            var chosen = Greedy([.. predictions.Select(one => one.Select(seen))], Pick(labels, seen), task, PickWeights(weights, seen), options);
            var rest = chosen.Members.Select(member => predictions[member.Index].Select(unseen)).ToArray();
            var average = Average(rest, [.. chosen.Members.Select((member, place) => new EnsembleWeight(place, member.Weight))]);
            var (restLabels, restWeights) = (Pick(labels, unseen), PickWeights(weights, unseen));
            var single = loss(predictions[chosen.BestSingle].Select(unseen), restLabels, restWeights);
            gains[fold] = single - loss(average, restLabels, restWeights);
        }

        var mean = gains.Average();
        return (mean, Math.Sqrt(gains.Sum(g => (g - mean) * (g - mean)) / (gains.Length - 1) / gains.Length));
    }

    private static float[] Pick(float[] values, int[] rows) => Array.ConvertAll(rows, row => values[row]);

    private static float[]? PickWeights(float[]? values, int[] rows) => values is null ? null : Pick(values, rows);

    private static double Finite(double loss) => double.IsNaN(loss) ? double.PositiveInfinity : loss;

    private static void Check(IReadOnlyList<FloatMatrix> predictions, float[] labels, PredictionTask task, float[]? weights)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        ArgumentNullException.ThrowIfNull(labels);
        if (predictions.Count == 0 || labels.Length == 0)
        {
            throw new ArgumentException($"Selection needs one model and one row or more; {predictions.Count} models and {labels.Length} rows were given.", nameof(predictions));
        }

        if (weights is not null && weights.Length != labels.Length)
        {
            throw new ArgumentException($"There are {labels.Length} rows but {weights.Length} weights; give one weight per row or none.", nameof(weights));
        }

        for (var i = 0; i < predictions.Count; i++)
        {
            var one = predictions[i];
            if (one.Rows != labels.Length || one.Columns != predictions[0].Columns || (one.Columns == 1) == (task == PredictionTask.Multiclass))
            {
                throw new ArgumentException($"Model {i} has {one.Rows} x {one.Columns} predictions for {labels.Length} rows of a {task} task; all models must have one row per label and the same columns (1, or one per class).", nameof(predictions));
            }

            var bad = one.Values.AsSpan(0, one.Rows * one.Columns).IndexOfAnyExceptInRange(float.MinValue, float.MaxValue);
            if (bad >= 0)
            {
                throw new ArgumentException($"Model {i} predicts {one.Values[bad]} in row {bad / one.Columns}; predictions must be finite. Leave the model out.", nameof(predictions));
            }
        }
    }
}
