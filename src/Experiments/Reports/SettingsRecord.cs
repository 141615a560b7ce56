using MLNetTuning.Estimators.Ensembles;
using MLNetTuning.Experiments.Sweeping;
using MLNetTuning.Experiments.Tuning;
using MLNetTuning.Trainers;

namespace MLNetTuning.Experiments.Reports;

/// <summary>The settings of a search as they are kept; without what belongs to one process (clock, store).</summary>
internal record SettingsRecord
{
    public required string Label { get; init; }

    public PredictionTask? Task { get; init; }

    public TuningMetric? Metric { get; init; }

    /// <summary>The time in all; null for no limit.</summary>
    public double? Seconds { get; init; }

    /// <summary>Most configurations; null for no limit.</summary>
    public int? MaxTrials { get; init; }

    public ExperimentValidation Validation { get; init; }

    public int Folds { get; init; } = new ExperimentSettings().Folds;

    public double? HoldoutShare { get; init; }

    public string? GroupColumn { get; init; }

    public string? TimeColumn { get; init; }

    public IReadOnlyList<string> IgnoredColumns { get; init; } = [];

    public ExperimentFamilies Families { get; init; } = ExperimentFamilies.All;

    public ExperimentEnsemble Ensemble { get; init; }

    public CalibrationMethod Calibration { get; init; } = CalibrationMethod.Temperature;

    /// <summary>The sweeper's name; null for the built-in plan, and for a sweeper of one's own.</summary>
    public string? Sweeper { get; init; }

    /// <summary>Threads used in all; null for the number of processors.</summary>
    public int? Parallel { get; init; }

    public long? MemoryLimit { get; init; }

    public int Seed { get; init; }

    public static SettingsRecord Of(ExperimentSettings settings) => new()
    {
        Label = settings.LabelColumnName,
        Task = settings.Task,
        Metric = settings.Metric,
        Seconds = settings.TimeLimit?.TotalSeconds,
        MaxTrials = settings.MaxTrials,
        Validation = settings.Validation,
        Folds = settings.Folds,
        HoldoutShare = settings.HoldoutShare,
        GroupColumn = settings.GroupColumnName,
        TimeColumn = settings.TimeColumnName,
        IgnoredColumns = settings.IgnoredColumnNames,
        Families = settings.Families,
        Ensemble = settings.Ensemble,
        Calibration = settings.Calibration,
        Sweeper = settings.Sweeper is { } sweeper ? ExperimentSweepers.Names.FirstOrDefault(name => ExperimentSweepers.Named(name, settings.MaxTrials).Description == sweeper.Description) : null,
        Parallel = settings.MaxConcurrency,
        MemoryLimit = settings.MemoryLimit,
        Seed = settings.Seed,
    };

    public ExperimentSettings ToSettings() => new()
    {
        LabelColumnName = Label,
        Task = Task,
        Metric = Metric,
        TimeLimit = Seconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        MaxTrials = MaxTrials,
        Validation = Validation,
        Folds = Folds,
        HoldoutShare = HoldoutShare,
        GroupColumnName = GroupColumn,
        TimeColumnName = TimeColumn,
        IgnoredColumnNames = IgnoredColumns,
        Families = Families,
        Ensemble = Ensemble,
        Calibration = Calibration,
        Sweeper = Sweeper is null ? null : ExperimentSweepers.Named(Sweeper, MaxTrials),
        MaxConcurrency = Parallel ?? new ExperimentSettings().MaxConcurrency,
        MemoryLimit = MemoryLimit,
        Seed = Seed,
    };
}
