namespace Microsoft.ML.AutoML;

/// <summary>
/// Settings of a regression experiment.
/// </summary>
public sealed class RegressionExperimentSettings : ExperimentSettings
{
    /// <summary>Settings with the defaults.</summary>
    public RegressionExperimentSettings()
    {
        OptimizingMetric = RegressionMetric.RSquared;
        Trainers = [.. Enum.GetValues<RegressionTrainer>()];
    }

    /// <summary>The metric that decides which run is best. Default: <see cref="RegressionMetric.RSquared"/>.</summary>
    public RegressionMetric OptimizingMetric { get; set; }

    /// <summary>The trainers that are tried, one or more. Default: all.</summary>
    public ICollection<RegressionTrainer> Trainers { get; }
}
