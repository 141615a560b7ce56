using MLNetTuning.Estimators.Validation;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Metrics;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Experiments.Reports;

/// <summary>All metrics of a task with their intervals.</summary>
internal static class ModelEvaluation
{
    private const int FewestRows = 20;
    private const int Resamples = 200;
    private const int RowsToResample = 20_000;
    private const int Parts = 40;
    private const double NormalQuantile = 1.96;

    private delegate (string Name, double Value)[] Measurement(int[] rows);

    /// <summary>Evaluates predictions: rows x 1 probabilities or values, or rows x classes probabilities.</summary>
    /// <remarks>
    /// Intervals are percentiles of 200 bootstrap samples (Efron 1979); above 20,000 rows, where these take long, the spread of 40 parts of the rows.
    /// They speak of the chance in the choice of these rows alone, not of the chance in training.
    /// </remarks>
    /// <param name="label">What is predicted, and how classes are decided on.</param>
    /// <param name="predictions">Probabilities or values.</param>
    /// <param name="labels">The labels.</param>
    /// <param name="classes">Binary: the decisions, for their accuracy; a model's threshold need not be one half. Else ignored.</param>
    /// <param name="seed">The seed of the resamples.</param>
    /// <param name="more">A metric beside the usual ones, by its name; null for none.</param>
    internal static List<MetricEstimate> Of(
        PortableLabel label, FloatMatrix predictions, float[] labels, IReadOnlyList<int> classes, int seed = 0, (string Name, Func<FloatMatrix, float[], double> Evaluate)? more = null)
    {
        var whole = Measure(predictions, labels);
        var spread = labels.Length < FewestRows ? [] : labels.Length <= RowsToResample ? Bootstrap(MeasureSample(), labels.Length, seed) : InParts(MeasureSample(), labels.Length, seed);
        List<MetricEstimate> estimates = [.. whole.Select((metric, i) => Estimate(metric, [.. spread.Select(one => one[i].Value).Where(double.IsFinite)], labels.Length))];
        if (label.Task == PredictionTask.Binary)
        {
            estimates.Insert(1, Accuracy(classes, labels));
        }

        return estimates;

        (string Name, double Value)[] Measure(FloatMatrix some, float[] own) =>
            more is var (name, evaluate) ? [.. Values(label, some, own), (name, evaluate(some, own))] : Values(label, some, own);

        // Of several classes each row's facts are enough, where nothing else is asked for.
        Measurement MeasureSample() => label.Task == PredictionTask.Multiclass && more is null
            ? new ClassFacts(predictions, DecisionWeights.Apply(predictions, label.DecisionWeights), labels).Measure
            : rows => Measure(predictions.Select(rows), Array.ConvertAll(rows, row => labels[row]));
    }

    private static MetricEstimate Accuracy(IReadOnlyList<int> classes, float[] labels)
    {
        var right = classes.Zip(labels).Count(pair => pair.First == pair.Second) / (double)labels.Length;
        var half = labels.Length < FewestRows ? double.NaN : NormalQuantile * Math.Sqrt(right * (1 - right) / labels.Length);
        return new MetricEstimate("accuracy", right, Math.Max(0, right - half), Math.Min(1, right + half));
    }

    private static MetricEstimate Estimate((string Name, double Value) metric, double[] spread, int rows)
    {
        if (spread.Length < Parts / 2)
        {
            return new MetricEstimate(metric.Name, metric.Value, double.NaN, double.NaN);
        }

        if (rows > RowsToResample)
        {
            var half = NormalQuantile * Spread.Of(spread).Error;
            return new MetricEstimate(metric.Name, metric.Value, metric.Value - half, metric.Value + half);
        }

        Array.Sort(spread);
        return new MetricEstimate(metric.Name, metric.Value, spread[(int)(0.025 * (spread.Length - 1))], spread[(int)Math.Ceiling(0.975 * (spread.Length - 1))]);
    }

    private static (string Name, double Value)[][] Bootstrap(Measurement measure, int count, int seed)
    {
        var random = new Random(seed);
        var rows = new int[count];
        return [.. Enumerable.Range(0, Resamples).Select(_ =>
        {
            for (var i = 0; i < rows.Length; i++)
            {
                rows[i] = random.Next(rows.Length);
            }

            return measure(rows);
        })];
    }

    private static (string Name, double Value)[][] InParts(Measurement measure, int count, int seed)
    {
        var rows = Enumerable.Range(0, count).ToArray();
        new Random(seed).Shuffle(rows);
        return [.. Enumerable.Range(0, Parts).Select(part =>
        {
            return measure(rows[(part * rows.Length / Parts)..((part + 1) * rows.Length / Parts)]);
        })];
    }

    private static (string Name, double Value)[] Values(PortableLabel label, FloatMatrix predictions, float[] labels)
    {
        var values = predictions.Values.AsSpan(0, predictions.Rows * predictions.Columns);
        var decided = DecisionWeights.Apply(predictions, label.DecisionWeights);
        return label.Task switch
        {
            PredictionTask.Binary =>
            [
                ("AUC", BinaryMetrics.AreaUnderRocCurve(values, labels)),
                ("PR-AUC", BinaryMetrics.AreaUnderPrecisionRecallCurve(values, labels)),
                ("log loss", BinaryMetrics.LogLoss(values, labels)),
                ("Brier score", BinaryMetrics.Brier(values, labels)),
            ],
            PredictionTask.Multiclass =>
            [
                ("accuracy", MulticlassMetrics.MicroAccuracy(decided, labels)),
                ("balanced accuracy", MulticlassMetrics.MacroAccuracy(decided, labels)),
                ("log loss", MulticlassMetrics.LogLoss(predictions, labels)),
            ],
            _ =>
            [
                ("RMSE", RegressionMetrics.RootMeanSquaredError(values, labels)),
                ("MAE", RegressionMetrics.MeanAbsoluteError(values, labels)),
                ("R2", RegressionMetrics.RSquared(values, labels)),
            ],
        };
    }
}
