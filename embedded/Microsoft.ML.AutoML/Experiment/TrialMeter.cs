using System.Diagnostics;

namespace Microsoft.ML.AutoML;

/// <summary>
/// Watches the process while a trial runs: how much of the processors and of the memory it uses. Signals a trial that uses too much memory.
/// </summary>
internal sealed class TrialMeter : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly TimeProvider _clock;
    private readonly double? _memoryLimit;
    private readonly CancellationTokenSource _trial;
    private readonly ITimer _timer;
    private long _lastTime;
    private TimeSpan _lastWork;

    /// <summary>Begins to watch.</summary>
    /// <param name="clock">The clock.</param>
    /// <param name="memoryLimit">Megabytes; null for no limit.</param>
    /// <param name="trial">Is cancelled when the limit is passed.</param>
    public TrialMeter(TimeProvider clock, double? memoryLimit, CancellationTokenSource trial)
    {
        _clock = clock;
        _memoryLimit = memoryLimit;
        _trial = trial;
        using var process = Process.GetCurrentProcess();
        _lastTime = clock.GetTimestamp();
        _lastWork = process.TotalProcessorTime;
        _timer = clock.CreateTimer(_ => Sample(), null, TimeSpan.Zero, Interval);
    }

    /// <summary>The largest share of all processors' time between two looks; 0 to 1.</summary>
    public double PeakCpu { get; private set; }

    /// <summary>The most megabytes the process held.</summary>
    public double PeakMemory { get; private set; }

    /// <summary>Looks now.</summary>
    public void Sample()
    {
        lock (_gate)
        {
            using var process = Process.GetCurrentProcess();
            var elapsed = _clock.GetElapsedTime(_lastTime);
            var work = process.TotalProcessorTime;
            if (elapsed > TimeSpan.Zero)
            {
                PeakCpu = Math.Clamp((work - _lastWork) / (elapsed * Environment.ProcessorCount), PeakCpu, 1);
                _lastTime = _clock.GetTimestamp();
                _lastWork = work;
            }

            PeakMemory = Math.Max(PeakMemory, process.WorkingSet64 / (1024.0 * 1024));
            if (PeakMemory > _memoryLimit)
            {
                _trial.Cancel();
            }
        }
    }

    public void Dispose() => _timer.Dispose();
}
