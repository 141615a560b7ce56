using Microsoft.ML.Data;

namespace Microsoft.ML.AutoML;

/// <summary>
/// What an experiment must know of its task: the metric, the trainers, and what a label may be.
/// </summary>
/// <typeparam name="TMetrics">The metrics of the task.</typeparam>
internal abstract class ExperimentTask<TMetrics> : IMetricManager
    where TMetrics : class
{
    public abstract bool IsMaximize { get; }

    public abstract string MetricName { get; }

    /// <summary>What is wrong with the settings; nothing when they are fit.</summary>
    public abstract IEnumerable<string> Violations();

    /// <summary>What is wrong with the label's type; null when it is fit.</summary>
    public abstract string? LabelViolation(DataViewType type);

    /// <summary>The pipeline: the steps given, then a choice of trainers and what goes with them.</summary>
    /// <param name="context">The context.</param>
    /// <param name="featurizer">The steps that make the features.</param>
    /// <param name="columns">The columns of label, features and weight.</param>
    /// <param name="labelType">The label's type.</param>
    public abstract SweepablePipeline Complete(MLContext context, SweepablePipeline featurizer, TaskColumns columns, DataViewType labelType);

    /// <summary>The metrics of scored rows.</summary>
    public abstract TMetrics Evaluate(MLContext context, IDataView scored, string label);

    /// <summary>The optimizing metric's value.</summary>
    public abstract double Value(TMetrics metrics);

    private protected static IEnumerable<string> Violations<TMetric, TTrainer>(TMetric metric, ICollection<TTrainer> trainers)
        where TMetric : struct, Enum
        where TTrainer : struct, Enum
    {
        if (!Enum.IsDefined(metric))
        {
            yield return $"OptimizingMetric is {metric}, which is no metric: it must be one of {string.Join(", ", Enum.GetNames<TMetric>())}.";
        }

        if (trainers.Count == 0)
        {
            yield return $"Trainers is empty: leave at least one of {string.Join(", ", Enum.GetNames<TTrainer>())}.";
        }

        foreach (var trainer in trainers.Where(trainer => !Enum.IsDefined(trainer)))
        {
            yield return $"Trainers holds {trainer}, which is no trainer of this host: there are {string.Join(", ", Enum.GetNames<TTrainer>())}.";
        }
    }
}
