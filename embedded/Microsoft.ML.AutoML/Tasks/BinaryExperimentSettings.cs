namespace Microsoft.ML.AutoML;

/// <summary>
/// Settings of a binary classification experiment.
/// </summary>
public sealed class BinaryExperimentSettings : ExperimentSettings
{
    /// <summary>Settings with the defaults.</summary>
    public BinaryExperimentSettings()
    {
        OptimizingMetric = BinaryClassificationMetric.Accuracy;
        Trainers = [.. Enum.GetValues<BinaryClassificationTrainer>()];
    }

    /// <summary>The metric that decides which run is best. Default: <see cref="BinaryClassificationMetric.Accuracy"/>.</summary>
    public BinaryClassificationMetric OptimizingMetric { get; set; }

    /// <summary>The trainers that are tried, one or more. Default: all.</summary>
    public ICollection<BinaryClassificationTrainer> Trainers { get; }
}
