using System.Diagnostics;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.AutoML;

/// <summary>
/// Looks at processor time and memory of the process at an interval, and cancels a trial that passes the experiment's memory limit.
/// </summary>
public class DefaultPerformanceMonitor : IPerformanceMonitor
{
    private const double BytesOfMegaByte = 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly AutoMLExperiment.AutoMLExperimentSettings _settings;
    private readonly IChannel? _logger;
    private readonly TimeSpan _interval;
    private readonly TimeProvider _clock;
    private ITimer? _timer;
    private long _lastTime;
    private TimeSpan _lastWork;
    private double? _peakCpu;
    private double? _peakMemory;

    /// <summary>
    /// A monitor that is not started.
    /// </summary>
    /// <param name="settings">The experiment's settings, with the memory limit.</param>
    /// <param name="logger">Where what was seen is written; null for nowhere.</param>
    /// <param name="checkIntervalInMilliseconds">Milliseconds between two looks, above 0.</param>
    /// <exception cref="ArgumentNullException"><paramref name="settings"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The interval is not above 0.</exception>
    public DefaultPerformanceMonitor(AutoMLExperiment.AutoMLExperimentSettings settings, IChannel? logger, int checkIntervalInMilliseconds)
        : this(settings, logger, checkIntervalInMilliseconds, TimeProvider.System)
    {
    }

    internal DefaultPerformanceMonitor(AutoMLExperiment.AutoMLExperimentSettings settings, IChannel? logger, int checkIntervalInMilliseconds, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(checkIntervalInMilliseconds);
        _settings = settings;
        _logger = logger;
        _interval = TimeSpan.FromMilliseconds(checkIntervalInMilliseconds);
        _clock = clock;
    }

    /// <inheritdoc/>
    public event EventHandler<TrialPerformanceMetrics>? PerformanceMetricsUpdated;

    /// <inheritdoc/>
    public double? GetPeakMemoryUsageInMegaByte() => _peakMemory;

    /// <inheritdoc/>
    public double? GetPeakCpuUsage() => _peakCpu;

    /// <inheritdoc/>
    public void Start()
    {
        lock (_gate)
        {
            if (_timer is null)
            {
                using var process = Process.GetCurrentProcess();
                _lastTime = _clock.GetTimestamp();
                _lastWork = process.TotalProcessorTime;
                _timer = _clock.CreateTimer(_ => Look(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            }

            _timer.Change(_interval, _interval);
        }

        Look();
    }

    /// <inheritdoc/>
    public void Pause()
    {
        lock (_gate)
        {
            _timer?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    /// <inheritdoc/>
    public void Stop()
    {
        lock (_gate)
        {
            _timer?.Dispose();
            _timer = null;
            _peakCpu = null;
            _peakMemory = null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Stop();
        GC.SuppressFinalize(this);
    }

    /// <summary>Cancels the trial when the peak of memory is above the experiment's limit.</summary>
    /// <param name="trialSettings">The running trial.</param>
    /// <param name="metrics">What was seen.</param>
    /// <param name="trialCancellationTokenSource">Cancels the trial.</param>
    public virtual void OnPerformanceMetricsUpdatedHandler(TrialSettings trialSettings, TrialPerformanceMetrics metrics, CancellationTokenSource trialCancellationTokenSource)
    {
        ArgumentNullException.ThrowIfNull(trialSettings);
        ArgumentNullException.ThrowIfNull(metrics);
        ArgumentNullException.ThrowIfNull(trialCancellationTokenSource);
        if (metrics.PeakMemoryUsage > _settings.MaximumMemoryUsageInMegaByte && !trialCancellationTokenSource.IsCancellationRequested)
        {
            _logger?.Trace(FormattableString.Invariant(
                $"Trial {trialSettings.TrialId} is cancelled: the process holds {metrics.PeakMemoryUsage} megabytes, the limit is {_settings.MaximumMemoryUsageInMegaByte}."));
            trialCancellationTokenSource.Cancel();
        }
    }

    private void Look()
    {
        TrialPerformanceMetrics metrics;
        lock (_gate)
        {
            // A look that was under way when the monitor was stopped.
            if (_timer is null)
            {
                return;
            }

            metrics = Measure();
        }

        // Outside the gate, as who listens may stop this monitor.
        PerformanceMetricsUpdated?.Invoke(this, metrics);
    }

    private TrialPerformanceMetrics Measure()
    {
        using var process = Process.GetCurrentProcess();
        var elapsed = _clock.GetElapsedTime(_lastTime);
        var work = process.TotalProcessorTime;
        var cpu = 0.0;
        if (elapsed > TimeSpan.Zero)
        {
            cpu = Math.Clamp((work - _lastWork) / (elapsed * Environment.ProcessorCount), 0, 1);
            _lastTime = _clock.GetTimestamp();
            _lastWork = work;
        }

        var memory = process.WorkingSet64 / BytesOfMegaByte;
        _peakCpu = Math.Max(_peakCpu ?? 0, cpu);
        _peakMemory = Math.Max(_peakMemory ?? 0, memory);
        return new TrialPerformanceMetrics { CpuUsage = cpu, MemoryUsage = memory, PeakCpuUsage = _peakCpu, PeakMemoryUsage = _peakMemory };
    }
}
