using Microsoft.ML.Data;

namespace Microsoft.ML.AutoML;

/// <summary>Multiclass classification. The label may be of any type of single values; the prediction is given in the label's own values.</summary>
internal sealed class MulticlassTask(MulticlassExperimentSettings settings) : ExperimentTask<MulticlassClassificationMetrics>
{
    private const string PredictedLabel = "PredictedLabel";

    public override bool IsMaximize => IsMaximized(settings.OptimizingMetric);

    public override string MetricName => settings.OptimizingMetric.ToString();

    public static bool IsMaximized(MulticlassClassificationMetric metric) => metric != MulticlassClassificationMetric.LogLoss;

    public static double Value(MulticlassClassificationMetric metric, MulticlassClassificationMetrics metrics) => metric switch
    {
        MulticlassClassificationMetric.MicroAccuracy => metrics.MicroAccuracy,
        MulticlassClassificationMetric.MacroAccuracy => metrics.MacroAccuracy,
        MulticlassClassificationMetric.LogLoss => metrics.LogLoss,
        MulticlassClassificationMetric.LogLossReduction => metrics.LogLossReduction,
        _ => metrics.TopKAccuracy,
    };

    public override IEnumerable<string> Violations() => Violations(settings.OptimizingMetric, settings.Trainers);

    public override string? LabelViolation(DataViewType type)
        => type is VectorDataViewType ? $"is of type {type}, but a label holds one value in each row." : null;

    public override SweepablePipeline Complete(MLContext context, SweepablePipeline featurizer, TaskColumns columns, DataViewType labelType)
    {
        var trainers = context.Auto().MultiClassification(
            columns.Label,
            columns.Features,
            columns.Weight,
            useFastForest: Uses(MulticlassClassificationTrainer.FastForestOva),
            useLgbm: Uses(MulticlassClassificationTrainer.LightGbm),
            useFastTree: Uses(MulticlassClassificationTrainer.FastTreeOva),
            useLbfgsMaximumEntrophy: Uses(MulticlassClassificationTrainer.LbfgsMaximumEntropy),
            useLbfgsLogisticRegression: Uses(MulticlassClassificationTrainer.LbfgsLogisticRegressionOva),
            useSdcaMaximumEntrophy: Uses(MulticlassClassificationTrainer.SdcaMaximumEntropy),
            useSdcaLogisticRegression: false);

        // A key without values to show needs no way back.
        return labelType is KeyDataViewType
            ? featurizer.Append(trainers)
            : featurizer
                .Append(context.Transforms.Conversion.MapValueToKey(columns.Label))
                .Append(trainers)
                .Append(context.Transforms.Conversion.MapKeyToValue(PredictedLabel));
    }

    public override MulticlassClassificationMetrics Evaluate(MLContext context, IDataView scored, string label)
        => context.MulticlassClassification.Evaluate(scored, label);

    public override double Value(MulticlassClassificationMetrics metrics) => Value(settings.OptimizingMetric, metrics);

    private bool Uses(MulticlassClassificationTrainer trainer) => settings.Trainers.Contains(trainer);
}
