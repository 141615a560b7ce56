using Microsoft.ML.Data;

namespace Microsoft.ML.AutoML;

/// <summary>Binary classification.</summary>
internal sealed class BinaryTask(BinaryExperimentSettings settings) : ExperimentTask<BinaryClassificationMetrics>
{
    public override bool IsMaximize => true;

    public override string MetricName => settings.OptimizingMetric.ToString();

    public static double Value(BinaryClassificationMetric metric, BinaryClassificationMetrics metrics) => metric switch
    {
        BinaryClassificationMetric.Accuracy => metrics.Accuracy,
        BinaryClassificationMetric.AreaUnderRocCurve => metrics.AreaUnderRocCurve,
        BinaryClassificationMetric.AreaUnderPrecisionRecallCurve => metrics.AreaUnderPrecisionRecallCurve,
        BinaryClassificationMetric.F1Score => metrics.F1Score,
        BinaryClassificationMetric.PositivePrecision => metrics.PositivePrecision,
        BinaryClassificationMetric.PositiveRecall => metrics.PositiveRecall,
        BinaryClassificationMetric.NegativePrecision => metrics.NegativePrecision,
        _ => metrics.NegativeRecall,
    };

    public override IEnumerable<string> Violations() => Violations(settings.OptimizingMetric, settings.Trainers);

    public override string? LabelViolation(DataViewType type) => type is BooleanDataViewType
        ? null
        : $"is of type {type}, but a binary label must be of type {BooleanDataViewType.Instance}: load it as such, or convert it with ConvertType or MapValue.";

    public override SweepablePipeline Complete(MLContext context, SweepablePipeline featurizer, TaskColumns columns, DataViewType labelType)
        => featurizer.Append(context.Auto().BinaryClassification(
            columns.Label,
            columns.Features,
            columns.Weight,
            useFastForest: Uses(BinaryClassificationTrainer.FastForest),
            useLgbm: Uses(BinaryClassificationTrainer.LightGbm),
            useFastTree: Uses(BinaryClassificationTrainer.FastTree),
            useLbfgsLogisticRegression: Uses(BinaryClassificationTrainer.LbfgsLogisticRegression),
            useSdcaLogisticRegression: Uses(BinaryClassificationTrainer.SdcaLogisticRegression)));

    // Without the log loss, so that a trainer without a calibrator can be measured as well.
    public override BinaryClassificationMetrics Evaluate(MLContext context, IDataView scored, string label)
        => context.BinaryClassification.EvaluateNonCalibrated(scored, label);

    public override double Value(BinaryClassificationMetrics metrics) => Value(settings.OptimizingMetric, metrics);

    private bool Uses(BinaryClassificationTrainer trainer) => settings.Trainers.Contains(trainer);
}
