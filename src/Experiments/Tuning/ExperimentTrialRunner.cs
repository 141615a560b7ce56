using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.AutoML;

namespace MLNetTuning.Experiments.Tuning;

/// <summary>Runs one of ML.NET's trials at the budget the sweeper gave it. A trial that fails answers the largest loss, so that it does not end the run.</summary>
internal sealed class ExperimentTrialRunner(ExperimentFits fits, MLContext context) : ITrialRunner
{
    public Task<TrialResult> RunAsync(TrialSettings settings, CancellationToken ct)
    {
        long start = Stopwatch.GetTimestamp();
        (double Metric, ITransformer Model) outcome;
        try
        {
            outcome = fits.Run(settings, context, ct);
        }
        catch (Exception e) when (e is not OperationCanceledException and not OutOfMemoryException)
        {
            outcome = (double.NaN, null!);
        }

        return Task.FromResult(fits.Result(settings, outcome, Stopwatch.GetElapsedTime(start).TotalMilliseconds));
    }

    public void Dispose()
    {
    }
}
