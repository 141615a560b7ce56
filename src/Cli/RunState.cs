using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using MLNetTuning.Experiments;

namespace MLNetTuning.Cli;

/// <summary><c>experiment.json</c>: what a run was asked for and how far it is; once it is finished, what came of it.</summary>
internal sealed record RunState
{
    internal const string Running = "running";
    internal const string Finished = "finished";
    internal const string Failed = "failed";

    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    /// <summary>running, finished or failed.</summary>
    public required string State { get; init; }

    public required TrainSettings Settings { get; init; }

    /// <summary>The SHA-256 of the data's file; null until it has been read.</summary>
    public string? DataSha256 { get; init; }

    /// <summary>Seconds used so far, of all sessions.</summary>
    public double SecondsUsed { get; init; }

    /// <summary>When workers were last told of it, by the store's clock; null elsewhere.</summary>
    public DateTimeOffset? PostedAt { get; init; }

    /// <summary>When the search ends, by the store's clock; null without a time limit, and elsewhere than where workers read it.</summary>
    public DateTimeOffset? SearchEndsAt { get; init; }

    /// <summary>The version of the program that wrote it.</summary>
    public string? Version { get; init; }

    /// <summary>Why it failed.</summary>
    public string? Error { get; init; }

    public string? Task { get; init; }

    public string? Metric { get; init; }

    /// <summary>Splits each configuration was judged on.</summary>
    public int? Folds { get; init; }

    public int? Rows { get; init; }

    public int? Trials { get; init; }

    [JsonPropertyName("failed")]
    public int? FailedTrials { get; init; }

    public double? ValidationScore { get; init; }

    public double? ExpectedScore { get; init; }

    public double? ExpectedScoreDeviation { get; init; }

    /// <summary>Seconds from the start of the last session's experiment to its model.</summary>
    public double? Seconds { get; init; }

    public IReadOnlyList<RunMember>? Members { get; init; }

    public IReadOnlyList<string>? Notes { get; init; }

    public string Data => Path.GetFileName(Settings.Data);

    public string Label => Settings.Label;

    public int Seed => Settings.Seed;

    internal static RunState Read(string json) => JsonSerializer.Deserialize<RunState>(json, Options) ?? throw new JsonException("it is empty");

    internal string Write() => JsonSerializer.Serialize(this, Options);

    /// <summary>The state once the run is finished.</summary>
    internal RunState With(ExperimentResult result) => this with
    {
        State = Finished,
        Error = null,
        Task = result.Task.ToString(),
        Metric = result.Metric.ToString(),
        Folds = result.Splits,
        Rows = result.Rows,
        Trials = result.Trials.Count,
        FailedTrials = result.Trials.Count(trial => trial.Error is not null),
        ValidationScore = result.ValidationScore,
        ExpectedScore = result.ExpectedScore,
        ExpectedScoreDeviation = result.ExpectedScoreDeviation,
        Seconds = result.Elapsed.TotalSeconds,
        Members = [.. result.Members.Select(member => new RunMember(member.Weight, member.Trial.Id, member.Trial.Trainer, member.Trial.Parameters, member.Trial.Length))],
        Notes = result.Notes,
    };
}
