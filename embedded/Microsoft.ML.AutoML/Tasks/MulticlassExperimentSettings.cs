namespace Microsoft.ML.AutoML;

/// <summary>
/// Settings of a multiclass classification experiment.
/// </summary>
public sealed class MulticlassExperimentSettings : ExperimentSettings
{
    /// <summary>Settings with the defaults.</summary>
    public MulticlassExperimentSettings()
    {
        OptimizingMetric = MulticlassClassificationMetric.MicroAccuracy;
        Trainers = [.. Enum.GetValues<MulticlassClassificationTrainer>()];
    }

    /// <summary>The metric that decides which run is best. Default: <see cref="MulticlassClassificationMetric.MicroAccuracy"/>.</summary>
    public MulticlassClassificationMetric OptimizingMetric { get; set; }

    /// <summary>The trainers that are tried, one or more. Default: all.</summary>
    public ICollection<MulticlassClassificationTrainer> Trainers { get; }
}
