using System.Globalization;
using System.Text.Json.Serialization;
using MLNetTuning.Experiments;
using MLNetTuning.Experiments.Reports;
using MLNetTuning.Sweepers.Storage;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Cli;

/// <summary>
/// What <c>mltune train</c> was asked for, as <c>experiment.json</c> keeps it and a study tells it to workers. Limits are those of all sessions of the run together.
/// </summary>
internal sealed record TrainSettings : SettingsRecord
{
    /// <summary>The whole path of the data.</summary>
    public required string Data { get; init; }

    /// <summary>Rows to score the finished model on.</summary>
    public string? Test { get; init; }

    /// <summary>The URL of the store that keeps the configurations tried, without a password; null for a file of the folder.</summary>
    public string? Study { get; init; }

    /// <summary>The study's name in that store.</summary>
    public string StudyName { get; init; } = new ExperimentSettings().StudyName;

    /// <summary>The folder of an earlier run whose best configurations are tried first.</summary>
    public string? Earlier { get; init; }

    // As files of earlier programs name it: read, never written. (A list that cannot be asked for is not read.)
    [JsonInclude, JsonPropertyName("trials")]
    internal int? EarlierMaxTrials { init => MaxTrials = value; }

    [JsonInclude, JsonPropertyName("trainers")]
    internal ExperimentFamilies EarlierFamilies { init => Families = value; }

    [JsonInclude, JsonPropertyName("group")]
    internal string? EarlierGroupColumn { init => GroupColumn = value; }

    [JsonInclude, JsonPropertyName("ignored")]
    internal IReadOnlyList<string>? EarlierIgnoredColumns { get => null; init => IgnoredColumns = value ?? []; }

    /// <summary>The limit in words.</summary>
    [JsonIgnore]
    public string Limit => string.Join(" and ", new[]
    {
        Seconds is { } seconds ? string.Create(CultureInfo.InvariantCulture, $"{seconds:0.#} s") : null,
        MaxTrials is { } trials ? string.Create(CultureInfo.InvariantCulture, $"{trials} trials") : null,
    }.OfType<string>());

    /// <summary>The settings of the experiment.</summary>
    /// <param name="limit">The time it has now.</param>
    /// <param name="store">The study's store.</param>
    /// <param name="checkpoints">Where finished models are kept.</param>
    internal ExperimentSettings ToExperiment(TimeSpan? limit, IStudyStore store, IStudyCheckpoints checkpoints) =>
        ToSettings() with { TimeLimit = limit, StudyStore = store, StudyName = StudyName, Checkpoints = checkpoints };
}
