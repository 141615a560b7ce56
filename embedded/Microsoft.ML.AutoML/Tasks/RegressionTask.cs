using Microsoft.ML.Data;

namespace Microsoft.ML.AutoML;

/// <summary>Regression.</summary>
internal sealed class RegressionTask(RegressionExperimentSettings settings) : ExperimentTask<RegressionMetrics>
{
    public override bool IsMaximize => IsMaximized(settings.OptimizingMetric);

    public override string MetricName => settings.OptimizingMetric.ToString();

    public static bool IsMaximized(RegressionMetric metric) => metric == RegressionMetric.RSquared;

    public static double Value(RegressionMetric metric, RegressionMetrics metrics) => metric switch
    {
        RegressionMetric.MeanAbsoluteError => metrics.MeanAbsoluteError,
        RegressionMetric.MeanSquaredError => metrics.MeanSquaredError,
        RegressionMetric.RootMeanSquaredError => metrics.RootMeanSquaredError,
        _ => metrics.RSquared,
    };

    public override IEnumerable<string> Violations() => Violations(settings.OptimizingMetric, settings.Trainers);

    public override string? LabelViolation(DataViewType type) => type == NumberDataViewType.Single
        ? null
        : $"is of type {type}, but a regression label must be of type {NumberDataViewType.Single}: load it as such, or convert it with ConvertType.";

    public override SweepablePipeline Complete(MLContext context, SweepablePipeline featurizer, TaskColumns columns, DataViewType labelType)
        => featurizer.Append(context.Auto().Regression(
            columns.Label,
            columns.Features,
            columns.Weight,
            useFastForest: Uses(RegressionTrainer.FastForest),
            useLgbm: Uses(RegressionTrainer.LightGbm),
            useFastTree: Uses(RegressionTrainer.FastTree),
            useLbfgsPoissonRegression: Uses(RegressionTrainer.LbfgsPoissonRegression),
            useSdca: Uses(RegressionTrainer.StochasticDualCoordinateAscent)));

    public override RegressionMetrics Evaluate(MLContext context, IDataView scored, string label) => context.Regression.Evaluate(scored, label);

    public override double Value(RegressionMetrics metrics) => Value(settings.OptimizingMetric, metrics);

    private bool Uses(RegressionTrainer trainer) => settings.Trainers.Contains(trainer);
}
