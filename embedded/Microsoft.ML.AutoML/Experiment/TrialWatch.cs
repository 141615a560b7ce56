namespace Microsoft.ML.AutoML;

/// <summary>
/// Hands what a performance monitor sees back to it for as long as a trial runs. A late look must not cancel the source of a trial that is over.
/// </summary>
internal sealed class TrialWatch : IDisposable
{
    private readonly Lock _gate = new();
    private readonly IPerformanceMonitor _monitor;
    private readonly TrialSettings _settings;
    private readonly CancellationTokenSource _trial;
    private bool _isOver;

    public TrialWatch(IPerformanceMonitor monitor, TrialSettings settings, CancellationTokenSource trial)
    {
        _monitor = monitor;
        _settings = settings;
        _trial = trial;
        _monitor.PerformanceMetricsUpdated += OnUpdated;
    }

    public void Dispose()
    {
        _monitor.PerformanceMetricsUpdated -= OnUpdated;
        lock (_gate)
        {
            _isOver = true;
        }
    }

    private void OnUpdated(object? sender, TrialPerformanceMetrics metrics)
    {
        lock (_gate)
        {
            if (!_isOver)
            {
                _monitor.OnPerformanceMetricsUpdatedHandler(_settings, metrics, _trial);
            }
        }
    }
}
