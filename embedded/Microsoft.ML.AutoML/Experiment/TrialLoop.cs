using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.ML.Runtime;
using Microsoft.ML.SearchSpace;

namespace Microsoft.ML.AutoML;

/// <summary>
/// Runs one trial after the other until it is told to stop.
/// </summary>
internal sealed class TrialLoop
{
    private readonly IServiceProvider _services;
    private readonly IChannel _channel;
    private readonly TimeProvider _clock;
    private readonly ITuner _tuner;
    private readonly IMonitor? _monitor;
    private readonly TrialHistory? _history;

    public TrialLoop(IServiceProvider services, IChannel channel, TimeProvider clock, TrialResult? best)
    {
        _services = services;
        _channel = channel;
        _clock = clock;
        Best = best;
        _monitor = services.GetService<IMonitor>();
        _history = services.GetService<TrialHistory>();
        _tuner = services.GetService<ITuner>() ?? throw Missing("tuner", "SetTuner");
    }

    public TrialResult? Best { get; private set; }

    public required int FailureLimit { get; init; }

    public async Task RunAsync(int trialLimit, CancellationToken stop)
    {
        var first = _history?.NextId ?? 0;
        var failures = 0;
        for (var count = 0; count < trialLimit && !stop.IsCancellationRequested; count++)
        {
            var settings = new TrialSettings { TrialId = first + count, StartedAtUtc = _clock.GetUtcNow().UtcDateTime };
            settings.Parameter = _tuner.Propose(settings);
            _monitor?.ReportRunningTrial(settings);
            try
            {
                await RunTrialAsync(settings, stop).ConfigureAwait(false);
            }
            catch (Exception) when (stop.IsCancellationRequested)
            {
                _channel.Trace($"Trial {settings.TrialId} was cancelled.");
                break;
            }
            catch (Exception exception)
            {
                Fail(settings, exception);

                // A first trial that fails would most likely be followed by failing ones only, as when a column is missing.
                if (Best is null && exception is not (OperationCanceledException or OutOfMemoryException) && ++failures >= FailureLimit)
                {
                    throw;
                }
            }
        }
    }

    private static InvalidOperationException Missing(string what, string method)
        => new($"The experiment has no {what}: call SetPipeline, or set one with {method}.");

    private async Task RunTrialAsync(TrialSettings settings, CancellationToken stop)
    {
        using var runner = _services.GetService<ITrialRunner>() ?? throw Missing("trial runner", "SetTrialRunner");
        _channel.Trace($"Trial {settings.TrialId} begins with {settings.Parameter}.");
        using var trial = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var performance = _services.GetRequiredService<IPerformanceMonitor>();
        TrialResult result;
        using (new TrialWatch(performance, settings, trial))
        {
            performance.Start();
            result = await runner.RunAsync(settings, trial.Token).ConfigureAwait(false);
            performance.Pause();
        }

        result.PeakCpu = performance.GetPeakCpuUsage();
        result.PeakMemoryInMegaByte = performance.GetPeakMemoryUsageInMegaByte();
        result.TrialSettings.EndedAtUtc = _clock.GetUtcNow().UtcDateTime;

        // Inside the runner's lifetime: a monitor may still ask the runner it shares for details.
        Complete(result);
    }

    private void Complete(TrialResult result)
    {
        // Stored before anyone is told, so that a failure of the monitor or the tuner loses nothing.
        _history?.Add(result);
        _monitor?.ReportCompletedTrial(result);
        _tuner.Update(result);
        if (result.Loss < (Best?.Loss ?? double.MaxValue))
        {
            Best = result;
            _monitor?.ReportBestTrial(result);
        }
    }

    private void Fail(TrialSettings settings, Exception exception)
    {
        _channel.Trace($"Trial {settings.TrialId} failed with {JsonSerializer.Serialize(settings.Parameter)}: {exception.Message}");
        settings.EndedAtUtc = _clock.GetUtcNow().UtcDateTime;
        _monitor?.ReportFailTrial(settings, exception);
        var result = new TrialResult { TrialSettings = settings, Loss = double.MaxValue };
        _tuner.Update(result);
        _history?.Add(result);
    }
}
