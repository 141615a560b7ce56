using MLNetTuning.Estimators.Validation;
using MLNetTuning.Experiments.Tuning;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Metrics;

namespace MLNetTuning.Experiments.Blending;

/// <summary>Chooses how classes are decided on, for metrics of decisions: another way than the most probable class is taken only where it gains on folds it was not fitted to.</summary>
internal sealed class DecisionContest
{
    private static readonly Func<FloatMatrix, float[], Decision> _likeliest = (_, _) => Decision.Likeliest;

    private readonly PredictionTask _task;
    private readonly TuningMetric _metric;
    private readonly Func<FloatMatrix, float[], Decision>[] _ways;

    public DecisionContest(PredictionTask task, TuningMetric metric)
    {
        (_task, _metric) = (task, metric);
        _ways = (task, metric) switch
        {
            (PredictionTask.Binary, _) when TuningMetrics.WantsThreshold(metric) => [_likeliest, Threshold],

            // The most probable class is the best answer for accuracy, as far as probabilities are true.
            (PredictionTask.Multiclass, TuningMetric.BalancedAccuracy) => [_likeliest, (one, labels) => Weights(one, labels, eachClass: false), (one, labels) => Weights(one, labels, eachClass: true)],
            _ => [_likeliest],
        };
    }

    /// <summary>Fits each way outside each fold, and judges it inside.</summary>
    /// <param name="predictions">Probabilities of rows that neither the models nor what joins them learnt from, or values.</param>
    /// <param name="labels">Their labels.</param>
    /// <param name="folds">Their folds.</param>
    /// <returns>The number of the way that is best, the simplest of equal ones, and the metric in each fold by it.</returns>
    public (int Way, double[] Scores) Run(FloatMatrix predictions, float[] labels, FoldAssignment folds)
    {
        var (way, best) = (0, Scores(0, predictions, labels, folds));
        for (var other = 1; other < _ways.Length; other++)
        {
            var scores = Scores(other, predictions, labels, folds);
            (way, best) = scores.Average() > best.Average() ? (other, scores) : (way, best);
        }

        return (way, best);
    }

    /// <summary>The way for rows that cannot be judged: one number, a threshold, can hardly be fitted to chance; a weight for each class can.</summary>
    public int Untried => _task == PredictionTask.Binary ? _ways.Length - 1 : 0;

    /// <summary>Fits a way to all rows.</summary>
    public Decision Fit(int way, FloatMatrix predictions, float[] labels) => _ways[way](predictions, labels);

    private double[] Scores(int way, FloatMatrix predictions, float[] labels, FoldAssignment folds)
    {
        var scores = new double[folds.Count];
        for (var fold = 0; fold < scores.Length; fold++)
        {
            var (outside, inside) = (folds.RowsOf(fold, inside: false), folds.RowsOf(fold, inside: true));
            var decision = Fit(way, predictions.Select(outside), Array.ConvertAll(outside, row => labels[row]));
            scores[fold] = TuningMetrics.Evaluate(_metric, _task, predictions.Select(inside), Array.ConvertAll(inside, row => labels[row]), decision.Threshold, decision.Weights);
        }

        return scores;
    }

    private Decision Threshold(FloatMatrix probabilities, float[] labels)
    {
        if (!labels.Contains(1) || !labels.Contains(0))
        {
            return Decision.Likeliest;
        }

        var decision = _metric switch
        {
            TuningMetric.F1Score => DecisionMetric.F1Score,
            TuningMetric.Accuracy => DecisionMetric.Accuracy,
            _ => DecisionMetric.BalancedAccuracy,
        };
        return Decision.Likeliest with { Threshold = (float)DecisionThreshold.Choose(probabilities.Values.AsSpan(0, probabilities.Rows), labels, decision).Threshold };
    }

    private static Decision Weights(FloatMatrix probabilities, float[] labels, bool eachClass) =>
        Decision.Likeliest with { Weights = DecisionWeights.Choose(probabilities, labels, DecisionMetric.BalancedAccuracy, eachClass) };
}
