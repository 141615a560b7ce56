namespace Microsoft.ML.AutoML;

/// <summary>
/// Limits of an experiment.
/// </summary>
public abstract class ExperimentSettings
{
    private const uint DayInSeconds = 24 * 60 * 60;

    /// <summary>The largest number of trials. Default: no limit.</summary>
    public int MaxModels = int.MaxValue;

    /// <summary>Settings with the defaults.</summary>
    public ExperimentSettings()
    {
        MaxExperimentTimeInSeconds = DayInSeconds;
        CacheDirectoryName = "Microsoft.ML.AutoML";
    }

    /// <summary>The time of the experiment in seconds. Default: one day.</summary>
    public uint MaxExperimentTimeInSeconds { get; set; }

    /// <summary>Stops the experiment. Default: none.</summary>
    public CancellationToken CancellationToken { get; set; }

    /// <summary>Kept for compatibility: models are held in memory. Default: "Microsoft.ML.AutoML".</summary>
    public string? CacheDirectoryName { get; set; }

    /// <summary>
    /// Whether the binary, multiclass and regression experiments keep the rows in memory before the trainer. Default: <see cref="CacheBeforeTrainer.Auto"/>.
    /// </summary>
    public CacheBeforeTrainer CacheBeforeTrainer { get; set; }

    /// <summary>The memory a trial may use, in megabytes; null for no limit. Default: null.</summary>
    public double? MaximumMemoryUsageInMegaByte { get; set; }
}
