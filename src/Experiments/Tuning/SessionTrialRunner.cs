using Microsoft.ML.AutoML;
using MLNetTuning.Experiments.Spaces;

namespace MLNetTuning.Experiments.Tuning;

/// <summary>Hands ML.NET's trials to the session, which outlives this runner.</summary>
internal sealed class SessionTrialRunner(TuningSession session, SweepablePipeline pipeline, TrialBook book) : ITrialRunner
{
    public Task<TrialResult> RunAsync(TrialSettings settings, CancellationToken ct)
    {
        var trial = new SearchTrial(settings.TrialId, book[settings.TrialId], book);
        var record = session.Run(trial, pipeline, settings.Parameter[PipelineSpace.PipelineKey], ct);
        return Task.FromResult(session.ResultOf(record, settings));
    }

    public void Dispose()
    {
    }
}
