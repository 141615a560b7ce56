using MLNetTuning.Trainers.Metrics;
using MLNetTuning.Trainers.Numerics;

namespace MLNetTuning.Trainers.Boosting;

/// <summary>What early stopping watches on the validation rows in place of the loss, and what permutation importance measures.</summary>
public sealed class ValidationMetric
{
    private readonly Func<FloatMatrix, TrainingData, double> _measure;
    private readonly Func<BoostingLoss, bool> _fits;
    private readonly bool _onPredictions;

    /// <summary>Makes a metric of your own.</summary>
    /// <param name="name">What it is called; a checkpoint goes on only with a metric of the same name.</param>
    /// <param name="higherIsBetter">Whether more is better.</param>
    /// <param name="measure">Given raw scores (one row of scores per row; do not keep it) and the validation rows, gives the metric. NaN counts as no better.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public ValidationMetric(string name, bool higherIsBetter, Func<FloatMatrix, TrainingData, double> measure)
        : this(name, higherIsBetter, measure, _ => true, false)
    {
    }

    private ValidationMetric(string name, bool higherIsBetter, Func<FloatMatrix, TrainingData, double> measure, Func<BoostingLoss, bool> fits, bool onPredictions)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(measure);
        (Name, HigherIsBetter, _measure, _fits, _onPredictions) = (name, higherIsBetter, measure, fits, onPredictions);
    }

    /// <summary>Area under the ROC curve; for logistic loss.</summary>
    public static ValidationMetric AreaUnderRocCurve { get; } = new(
        nameof(AreaUnderRocCurve), true, (s, d) => BinaryMetrics.AreaUnderRocCurve(s.Values, d.Labels, d.Weights), loss => loss == BoostingLoss.Logistic, false);

    /// <summary>Area under the precision-recall curve; for logistic loss.</summary>
    public static ValidationMetric AreaUnderPrecisionRecallCurve { get; } = new(
        nameof(AreaUnderPrecisionRecallCurve), true, (s, d) => BinaryMetrics.AreaUnderPrecisionRecallCurve(s.Values, d.Labels, d.Weights), loss => loss == BoostingLoss.Logistic, false);

    /// <summary>Share of rows whose likeliest class is right; for logistic and softmax loss.</summary>
    public static ValidationMetric Accuracy { get; } = new(
        nameof(Accuracy), true, AccuracyOf, loss => loss is BoostingLoss.Logistic or BoostingLoss.Softmax, false);

    /// <summary>Root of the mean squared difference of predictions and labels; for the losses of regression.</summary>
    public static ValidationMetric RootMeanSquaredError { get; } = new(
        nameof(RootMeanSquaredError), false, (s, d) => RegressionMetrics.RootMeanSquaredError(s.Values, d.Labels, d.Weights), IsRegression, true);

    /// <summary>Mean absolute difference of predictions and labels; for the losses of regression.</summary>
    public static ValidationMetric MeanAbsoluteError { get; } = new(
        nameof(MeanAbsoluteError), false, (s, d) => RegressionMetrics.MeanAbsoluteError(s.Values, d.Labels, d.Weights), IsRegression, true);

    /// <summary>What it is called.</summary>
    public string Name { get; }

    /// <summary>Whether more is better.</summary>
    public bool HigherIsBetter { get; }

    internal bool Fits(BoostingLoss loss) => _fits(loss);

    /// <summary>Measures scores stored row by row, less being better; changes them.</summary>
    internal double Badness(TrainingData data, float[] scores, ScoreLink link)
    {
        var value = Measure(data, new FloatMatrix(data.Rows, scores.Length / data.Rows, scores), link);
        return HigherIsBetter ? -value : value;
    }

    private double Measure(TrainingData data, FloatMatrix scores, ScoreLink link)
    {
        if (_onPredictions)
        {
            LinkFunction.Apply(link, scores.Values, scores.Columns);
        }

        return _measure(scores, data);
    }

    /// <summary>Measures scores stored output by output.</summary>
    internal double Measure(TrainingData data, float[] scores, ScoreLink link)
    {
        var outputs = scores.Length / data.Rows;
        var byRow = new FloatMatrix(data.Rows, outputs);
        for (var k = 0; k < outputs; k++)
        {
            for (var i = 0; i < data.Rows; i++)
            {
                byRow.Values[(i * outputs) + k] = scores[(k * data.Rows) + i];
            }
        }

        return Measure(data, byRow, link);
    }

    private static bool IsRegression(BoostingLoss loss) => loss is not (BoostingLoss.Logistic or BoostingLoss.Softmax or BoostingLoss.Custom);

    private static double AccuracyOf(FloatMatrix scores, TrainingData data)
        => scores.Columns == 1
            ? BinaryMetrics.Accuracy(scores.Values, data.Labels, data.Weights, threshold: 0)
            : MulticlassMetrics.MicroAccuracy(scores, data.Labels, data.Weights);
}
