using MLNetTuning.Estimators.Validation;
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
        var own = labels.Length < options.FewRows || options.Loss is null;
        var selection = new Selection(
            own ? [.. predictions.Select(one => EnsembleLoss.Read(task, one, labels))] : predictions, labels, weights, own ? EnsembleLoss.ForRead(task) : options.Loss!, options);
        var whole = Greedy(selection, labels.Length);
        var (gain, error) = CrossFittedGain(selection);
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

    private static GreedySelectionResult Greedy(Selection selection, int rows)
    {
        var options = selection.Options;
        var few = rows < options.FewRows;
        var singles = selection.Predictions.Select(selection.LossOf).ToArray();
        var order = Enumerable.Range(0, singles.Length).OrderBy(index => singles[index]).Take(options.MaxModels).ToArray();
        var path = Path(selection, order, few);
        var shares = options.RowSamples == 0 ? Shares(path.BestPicks, halfway: few) : SampledShares(selection, order, few);
        var members = Weights(shares, options.MinWeight);
        return new GreedySelectionResult(members, selection.LossOf(Average(selection.Predictions, members)), order[0], singles[order[0]], double.NaN, path.Losses);
    }

    private static GreedyPath Path(Selection selection, int[] candidates, bool few)
    {
        var path = new GreedyPath(selection.Predictions, candidates, selection.LossOf);
        path.Run(few ? selection.Options.MaxPicksFewRows : selection.Options.MaxPicks);
        return path;
    }

    private static Dictionary<int, double> Shares(IReadOnlyList<int> picks, bool halfway)
    {
        var shares = picks.GroupBy(index => index).ToDictionary(group => group.Key, group => (double)group.Count() / picks.Count);
        return halfway ? shares.ToDictionary(share => share.Key, share => (share.Value + (1.0 / shares.Count)) / 2) : shares;
    }

    /// <summary>The mean shares of selections on samples of the rows, drawn with replacement.</summary>
    private static Dictionary<int, double> SampledShares(Selection selection, int[] candidates, bool few)
    {
        var random = new Random(selection.Options.Seed);
        var shares = new Dictionary<int, double>();
        for (var sample = 0; sample < selection.Options.RowSamples; sample++)
        {
            int[] rows = [.. selection.Labels.Select(_ => random.Next(selection.Labels.Length))];
            foreach (var (model, share) in Shares(Path(selection.Select(rows), candidates, few).BestPicks, halfway: false))
            {
                shares[model] = shares.GetValueOrDefault(model) + (share / selection.Options.RowSamples);
            }
        }

        return shares;
    }

    private static List<EnsembleWeight> Weights(Dictionary<int, double> shares, double minWeight)
    {
        var kept = shares.Where(share => share.Value >= minWeight).ToArray();
        kept = kept.Length > 0 ? kept : [shares.MaxBy(share => share.Value)];
        var total = kept.Sum(share => share.Value);
        return [.. kept.OrderByDescending(share => share.Value).ThenBy(share => share.Key).Select(share => new EnsembleWeight(share.Key, (float)(share.Value / total)))];
    }

    /// <summary>The mean fall in loss over folds with its standard error, each scored by the ensemble and by the single model chosen on the other folds' rows.</summary>
    private static (double Gain, double Error) CrossFittedGain(Selection selection)
    {
        var (rows, options) = (selection.Labels.Length, selection.Options);
        if (options.CrossFitFolds == 0 || selection.Predictions.Count == 1 || rows < Math.Max(LeastRowsToCheck, 2 * options.CrossFitFolds))
        {
            return (double.NaN, double.NaN);
        }

        var shuffled = Enumerable.Range(0, rows).ToArray();
        new Random(options.Seed).Shuffle(shuffled);
        var gains = new double[options.CrossFitFolds];
        for (var fold = 0; fold < options.CrossFitFolds; fold++)
        {
            var seen = shuffled.Where((_, place) => place % options.CrossFitFolds != fold).ToArray();
            var unseen = selection.Select(shuffled.Where((_, place) => place % options.CrossFitFolds == fold).ToArray());
            var chosen = Greedy(selection.Select(seen), seen.Length);
            gains[fold] = unseen.LossOf(unseen.Predictions[chosen.BestSingle]) - unseen.LossOf(Average(unseen.Predictions, chosen.Members));
        }

        var spread = Spread.Of(gains);
        return (spread.Mean, spread.Error);
    }

    /// <summary>What a selection reads: of each model the part of its predictions that the loss reads, the rows, the settings.</summary>
    private sealed record Selection(
        IReadOnlyList<FloatMatrix> Predictions, float[] Labels, float[]? RowWeights, Func<FloatMatrix, float[], float[]?, double> Loss, GreedySelectionOptions Options)
    {
        public double LossOf(FloatMatrix predictions) => Finite(Loss(predictions, Labels, RowWeights));

        public Selection Select(int[] rows) => this with
        {
            Predictions = [.. Predictions.Select(one => one.Select(rows))],
            Labels = Pick(Labels, rows),
            RowWeights = RowWeights is null ? null : Pick(RowWeights, rows),
        };
    }

    private static float[] Pick(float[] values, int[] rows) => Array.ConvertAll(rows, row => values[row]);

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
