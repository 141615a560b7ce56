using MLNetTuning.Experiments.Tuning;
using MLNetTuning.Trainers;

namespace MLNetTuning.Cli;

/// <summary>What <c>mltune train</c> was asked for.</summary>
internal sealed record TrainSettings(
    string Data, string Label, PredictionTask? Task, TuningMetric? Metric, int Seconds, int? Trials, int Seed, string? TestFile, ModelFolder Folder, bool Quiet)
{
    /// <summary>The URL of the store that keeps the configurations tried, or null.</summary>
    public string? Study { get; init; }

    /// <summary>The study's name in that store.</summary>
    public required string StudyName { get; init; }
}
