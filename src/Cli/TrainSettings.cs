using System.Text.Json.Serialization;
using MLNetTuning.Experiments;
using MLNetTuning.Experiments.Sweeping;
using MLNetTuning.Experiments.Tuning;
using MLNetTuning.Sweepers.Storage;
using MLNetTuning.Sweepers.Studies;
using MLNetTuning.Trainers;

namespace MLNetTuning.Cli;

/// <summary>What <c>mltune train</c> was asked for, as <c>experiment.json</c> keeps it and a study tells it to workers.</summary>
internal sealed record TrainSettings
{
    /// <summary>The whole path of the data.</summary>
    public required string Data { get; init; }

    public required string Label { get; init; }

    public PredictionTask? Task { get; init; }

    public TuningMetric? Metric { get; init; }

    /// <summary>Seconds in all, those of earlier sessions of the same run included; null for no limit.</summary>
    public double? Seconds { get; init; }

    /// <summary>Most configurations, those of earlier sessions of the same run included; null for no limit.</summary>
    public int? Trials { get; init; }

    public ExperimentFamilies Trainers { get; init; } = ExperimentFamilies.All;

    /// <summary>The sweeper's name; null for the built-in plan.</summary>
    public string? Sweeper { get; init; }

    public ExperimentEnsemble Ensemble { get; init; }

    public ExperimentValidation Validation { get; init; }

    public int Folds { get; init; } = new ExperimentSettings().Folds;

    public string? Group { get; init; }

    public string? TimeColumn { get; init; }

    public IReadOnlyList<string> Ignored { get; init; } = [];

    public int? Parallel { get; init; }

    public int Seed { get; init; }

    /// <summary>Rows to score the finished model on.</summary>
    public string? Test { get; init; }

    /// <summary>The URL of the store that keeps the configurations tried, without a password; null for a file of the folder.</summary>
    public string? Study { get; init; }

    /// <summary>The study's name in that store.</summary>
    public string StudyName { get; init; } = new ExperimentSettings().StudyName;

    /// <summary>The folder of an earlier run whose best configurations are tried first.</summary>
    public string? Earlier { get; init; }

    /// <summary>The limit in words.</summary>
    [JsonIgnore]
    public string Limit => string.Join(" and ", new[]
    {
        Seconds is { } seconds ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{seconds:0.#} s") : null,
        Trials is { } trials ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{trials} trials") : null,
    }.OfType<string>());

    /// <summary>The settings of the experiment.</summary>
    /// <param name="limit">The time it has now.</param>
    /// <param name="store">The study's store.</param>
    /// <param name="checkpoints">Where finished models are kept.</param>
    internal ExperimentSettings ToExperiment(TimeSpan? limit, IStudyStore store, IStudyCheckpoints checkpoints) => new()
    {
        LabelColumnName = Label,
        Task = Task,
        Metric = Metric,
        TimeLimit = limit,
        MaxTrials = Trials,
        Families = Trainers,
        Sweeper = Sweeper is null ? null : ExperimentSweepers.Named(Sweeper, Trials),
        Ensemble = Ensemble,
        Validation = Validation,
        Folds = Folds,
        GroupColumnName = Group,
        TimeColumnName = TimeColumn,
        IgnoredColumnNames = Ignored,
        MaxConcurrency = Parallel ?? Environment.ProcessorCount,
        Seed = Seed,
        StudyStore = store,
        StudyName = StudyName,
        Checkpoints = checkpoints,
    };
}
