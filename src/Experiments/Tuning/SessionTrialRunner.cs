using Microsoft.ML.AutoML;
using MLNetTuning.Experiments.Spaces;

namespace MLNetTuning.Experiments.Tuning;

/// <summary>Hands ML.NET's trials to the session, which outlives this runner.</summary>
internal sealed class SessionTrialRunner(TuningSession session, SweepablePipeline pipeline) : ITrialRunner
{
    public Task<TrialResult> RunAsync(TrialSettings settings, CancellationToken ct)
    {
        var record = session.Run(settings.TrialId, pipeline, settings.Parameter[PipelineSpace.PipelineKey], ct);
        return Task.FromResult(new TrialResult
        {
            TrialSettings = settings,
            Metric = record.Score,
            Loss = !record.Succeeded ? double.MaxValue : TuningMetrics.HigherIsBetter(session.Metric) ? -record.Score : record.Score,
            DurationInMilliseconds = record.Seconds * 1000,
            Model = record.Succeeded ? session.ModelOf(record.Original ?? record) : null!,
        });
    }

    public void Dispose()
    {
    }
}
