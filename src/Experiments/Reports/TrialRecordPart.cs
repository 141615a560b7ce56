using MLNetTuning.Experiments.Running;

namespace MLNetTuning.Experiments.Reports;

/// <summary>A trial of a kept result.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Trainer">The kind of model.</param>
/// <param name="Parameters">Its settings for readers.</param>
/// <param name="Score">The metric; NaN where it has none.</param>
/// <param name="Deviation">Its standard deviation over splits.</param>
/// <param name="Length">Rounds or parts kept.</param>
/// <param name="Seconds">Core seconds.</param>
/// <param name="Error">Why it failed, or null.</param>
/// <param name="WasGivenUp">Whether it was given up early.</param>
/// <param name="Configuration">All its settings as JSON, or null.</param>
/// <param name="Curve">The mean validation loss at each length; null where it has none.</param>
internal sealed record TrialRecordPart(
    int Id, string Trainer, string Parameters, double Score, double Deviation, int Length, double Seconds, string? Error, bool WasGivenUp, string? Configuration, float[]? Curve)
{
    public static TrialRecordPart Of(ExperimentTrial trial, TrialTrace? trace) => new(
        trial.Id, trial.Trainer, trial.Parameters, trial.Score, trial.ScoreDeviation, trial.Length, trial.Seconds, trial.Error, trial.WasGivenUp,
        (trial.Configuration ?? (trace is null ? null : CandidateSpace.ToConfiguration(trace.Candidate)))?.ToJson(), trace is null ? null : [.. trace.Curve.Select(loss => (float)loss)]);

    public ExperimentTrial Trial() => new(Id, Trainer, Parameters, Score, Deviation, Length, Seconds, Error)
    {
        WasGivenUp = WasGivenUp,
        Configuration = Configuration is null ? null : Sweepers.Spaces.Configuration.FromJson(Configuration),
    };

    /// <summary>The trace of a trial that succeeded; null for others, and for settings this version does not know.</summary>
    public TrialTrace? Trace(ExperimentTrial trial) => Curve is not null && trial.Configuration is { } point && CandidateSpace.FromConfiguration(point) is { } candidate
        ? new TrialTrace(trial, candidate, Array.ConvertAll(Curve, loss => (double)loss))
        : null;
}
