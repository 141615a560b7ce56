using MLNetTuning.Estimators.Ensembles;
using MLNetTuning.Experiments.Running;
using MLNetTuning.Experiments.Tuning;
using MLNetTuning.Sweepers;
using MLNetTuning.Sweepers.Spaces;
using MLNetTuning.Sweepers.Storage;
using MLNetTuning.Sweepers.Studies;
using MLNetTuning.Trainers;

namespace MLNetTuning.Experiments;

/// <summary>What an experiment is asked for.</summary>
public sealed record ExperimentSettings
{
    internal const int MostConcurrency = 1024;

    // A timer knows no more.
    private static readonly TimeSpan _longestTime = TimeSpan.FromDays(49);

    /// <summary>The column to predict. Default <c>Label</c>.</summary>
    public string LabelColumnName { get; init; } = "Label";

    /// <summary>The task; null (the default) to infer it: two values are binary, words or up to 10 whole numbers multiclass, else regression.</summary>
    public PredictionTask? Task { get; init; }

    /// <summary>What models are ranked by; null (the default) for AUC, log loss or RMSE by task.</summary>
    public TuningMetric? Metric { get; init; }

    /// <summary>The time from the call to the finished model, 1 second to 49 days; null for no limit, with <see cref="MaxTrials"/>. Default 60 seconds.</summary>
    public TimeSpan? TimeLimit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Most configurations tried, 1 or more; null (the default) for no limit.</summary>
    public int? MaxTrials { get; init; }

    /// <summary>How models are judged. Default by the number of rows.</summary>
    public ExperimentValidation Validation { get; init; }

    /// <summary>Folds of <see cref="ExperimentValidation.CrossValidation"/>, 2 to 20. Default 5.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>Share of the rows a holdout sets aside, above 0 to 0.5; null (the default) for max(10%, 5,000 rows), at most 20,000 and 20%.</summary>
    public double? HoldoutShare { get; init; }

    /// <summary>A column whose equal values never stand on both sides of a split (customers, patients); it is no feature. Default none.</summary>
    public string? GroupColumnName { get; init; }

    /// <summary>A column of times: models learn from the earlier rows and are judged on the latest; it stays a feature. Default none.</summary>
    public string? TimeColumnName { get; init; }

    /// <summary>Columns that are no features. Default none.</summary>
    public IReadOnlyList<string> IgnoredColumnNames { get; init; } = [];

    /// <summary>
    /// How configurations are proposed once the portfolio of defaults has been tried; null (the default) for the built-in plan, moves around the best of the families that help most.
    /// <see cref="Sweeping.ExperimentSweepers.Named"/> makes the usual ones. Its budgets are shares of a configuration's whole length (trees, epochs).
    /// </summary>
    public Sweeper? Sweeper { get; init; }

    /// <summary>Kinds of models to use. Default all.</summary>
    public ExperimentFamilies Families { get; init; } = ExperimentFamilies.All;

    /// <summary>What the models become. Default <see cref="ExperimentEnsemble.Auto"/>.</summary>
    public ExperimentEnsemble Ensemble { get; init; }

    /// <summary>
    /// How an average's probabilities are calibrated, where that helps rows it was not fitted on. Default by a temperature. Platt and isotonic are for two classes
    /// (isotonic from 1,000 rows of each, else Platt); several classes get a temperature, stacks are calibrated by themselves.
    /// </summary>
    public CalibrationMethod Calibration { get; init; } = CalibrationMethod.Temperature;

    /// <summary>Threads used in all, 1 to 1,024. Default the number of processors.</summary>
    public int MaxConcurrency { get; init; } = Math.Min(Environment.ProcessorCount, MostConcurrency);

    /// <summary>Memory in bytes beyond which no new model is begun; null (the default) for no limit.</summary>
    public long? MemoryLimit { get; init; }

    /// <summary>Where the configurations tried are kept, each as it starts and as it ends; null (the default) for nowhere.</summary>
    public IStudyStore? StudyStore { get; init; }

    /// <summary>The study's name in the store. Default <c>experiment</c>. A store that has it goes on with it: its best configurations are tried first.</summary>
    public string StudyName { get; init; } = "experiment";

    /// <summary>
    /// With <see cref="StudyStore"/>: where the finished models of each configuration are kept as it ends, so that nothing finished is fitted twice. An experiment
    /// on the same rows, splits and seed takes them over; processes that share study and place share the work. Null (the default) for nowhere.
    /// </summary>
    public IStudyCheckpoints? Checkpoints { get; init; }

    /// <summary>
    /// Trials of an earlier study, to tune again on new data: its best configurations are tried first, and a note says whether the best of now is better
    /// than they are by more than two standard errors. Default none.
    /// </summary>
    public IReadOnlyList<Trial> EarlierTrials { get; init; } = [];

    /// <summary>
    /// Configurations to fit, in this order, and no others: those of an earlier result's trials (<see cref="ExperimentTrial.Configuration"/>), to make its model again,
    /// on new data too. Default none: the experiment searches. <see cref="MaxTrials"/> and <see cref="Families"/> do not count then.
    /// </summary>
    public IReadOnlyList<Configuration> Configurations { get; init; } = [];

    /// <summary>Seed of splits, models and search. With <see cref="MaxTrials"/> and no time limit the same seed gives the same model. Default 0.</summary>
    public int Seed { get; init; }

    /// <summary>The clock. Default the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Whether <see cref="MaxTrials"/> counts what is taken over too.</summary>
    internal bool IsResumed { get; init; }

    /// <summary>Called once the study and its splits are there, so that others may join, with the time the search has left; null for no limit.</summary>
    internal Action<TimeSpan?>? StudyReady { get; init; }

    /// <summary>Checks all settings.</summary>
    /// <exception cref="ArgumentException">Some cannot be used; the message lists all of them.</exception>
    public void Validate()
    {
        List<string> violations = [];
        void Require(bool condition, string violation)
        {
            if (!condition)
            {
                violations.Add(violation);
            }
        }

        Require(!string.IsNullOrWhiteSpace(LabelColumnName), $"{nameof(LabelColumnName)} is empty; name the column to predict.");
        Require(Task is null || Enum.IsDefined(Task.Value), $"{nameof(Task)} is {(int?)Task}; allowed are {string.Join(", ", Enum.GetNames<PredictionTask>())}.");
        Require(Metric is null || Enum.IsDefined(Metric.Value), $"{nameof(Metric)} is {(int?)Metric}; allowed are {string.Join(", ", Enum.GetNames<TuningMetric>())}.");
        Require(
            Metric is not { } metric || Task is not { } task || !Enum.IsDefined(metric) || !Enum.IsDefined(task) || TuningMetrics.Suits(metric, task),
            $"{nameof(Metric)} is {Metric}, which does not suit {nameof(Task)} {Task}; allowed are {TuningMetrics.Allowed(Task.GetValueOrDefault())}.");
        Require(TimeLimit is null || (TimeLimit >= TimeSpan.FromSeconds(1) && TimeLimit <= _longestTime), $"{nameof(TimeLimit)} is {TimeLimit}; give 1 second to {_longestTime.Days} days, or null.");
        Require(MaxTrials is null or >= 1, $"{nameof(MaxTrials)} is {MaxTrials}; give 1 or more, or null.");
        Require(
            TimeLimit is not null || MaxTrials is not null || Configurations is not { Count: 0 },
            $"{nameof(TimeLimit)} and {nameof(MaxTrials)} are both null; an experiment needs one of them, or {nameof(Configurations)}, to end.");
        Require(Configurations is not null, $"{nameof(Configurations)} is null; give an empty list for a search.");
        foreach (var (configuration, place) in (Configurations ?? []).Select((one, i) => (one, i)))
        {
            IReadOnlyList<string> wrong = configuration is null ? ["it is null."] : CandidateSpace.Space.Violations(configuration);
            Require(wrong.Count == 0, FormattableString.Invariant($"{nameof(Configurations)}[{place}] is no point of an experiment's space: {string.Join(" ", wrong)} Give those of an earlier result's trials."));
        }

        Require(IgnoredColumnNames?.All(name => name is not null) == true, $"{nameof(IgnoredColumnNames)} is null or holds null; give names, or an empty list.");
        Require(EarlierTrials is not null, $"{nameof(EarlierTrials)} is null; give an empty list for none.");
        Require(TimeProvider is not null, $"{nameof(TimeProvider)} is null; give a clock, such as {nameof(System.TimeProvider)}.{nameof(System.TimeProvider.System)}.");
        Require(Enum.IsDefined(Validation), $"{nameof(Validation)} is {(int)Validation}; allowed are {string.Join(", ", Enum.GetNames<ExperimentValidation>())}.");
        Require(Folds is >= 2 and <= 20, $"{nameof(Folds)} is {Folds}; allowed are 2 to 20.");
        Require(HoldoutShare is null or (> 0 and <= 0.5), FormattableString.Invariant($"{nameof(HoldoutShare)} is {HoldoutShare}; allowed is above 0 to 0.5."));
        Require(Families != ExperimentFamilies.None && (Families & ~ExperimentFamilies.All) == 0, $"{nameof(Families)} is {(int)Families}; name one or more of {nameof(ExperimentFamilies.Linear)}, {nameof(ExperimentFamilies.Trees)} and {nameof(ExperimentFamilies.Networks)}.");
        Require(Enum.IsDefined(Ensemble), $"{nameof(Ensemble)} is {(int)Ensemble}; allowed are {string.Join(", ", Enum.GetNames<ExperimentEnsemble>())}.");
        Require(Enum.IsDefined(Calibration), $"{nameof(Calibration)} is {(int)Calibration}; allowed are {string.Join(", ", Enum.GetNames<CalibrationMethod>())}.");
        Require(MaxConcurrency is >= 1 and <= MostConcurrency, $"{nameof(MaxConcurrency)} is {MaxConcurrency}; allowed are 1 to {MostConcurrency} threads.");
        Require(MemoryLimit is null or >= 1, $"{nameof(MemoryLimit)} is {MemoryLimit}; give a number of bytes above 0, or null.");
        Require(!string.IsNullOrWhiteSpace(StudyName), $"{nameof(StudyName)} is empty; give a name.");
        Require(GroupColumnName is null || TimeColumnName is null, $"{nameof(GroupColumnName)} and {nameof(TimeColumnName)} are both set; give one of them.");
        Require(Checkpoints is null || StudyStore is not null, $"{nameof(Checkpoints)} is set without {nameof(StudyStore)}; give the store that tells what was tried.");
        if (violations.Count > 0)
        {
            throw new ArgumentException($"{nameof(ExperimentSettings)}: {string.Join(" ", violations)}");
        }
    }
}
