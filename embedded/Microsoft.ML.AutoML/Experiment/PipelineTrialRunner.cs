namespace Microsoft.ML.AutoML;

/// <summary>Runs a trial on the caller's thread; whatever it throws once the token is signalled is the cancellation.</summary>
internal abstract class PipelineTrialRunner(MLContext context) : ITrialRunner
{
    protected MLContext Context => context;

    public Task<TrialResult> RunAsync(TrialSettings settings, CancellationToken ct)
    {
        context.Cancellation = ct;
        try
        {
            ct.ThrowIfCancellationRequested();
            return Task.FromResult(Run(settings));
        }
        catch (Exception exception) when (ct.IsCancellationRequested)
        {
            throw new OperationCanceledException(exception.Message, exception, ct);
        }
    }

    public void Dispose()
    {
    }

    protected abstract TrialResult Run(TrialSettings settings);
}
