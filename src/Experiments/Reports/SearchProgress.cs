using System.Globalization;
using MLNetTuning.Experiments.Tuning;
using Spectre.Console;

namespace MLNetTuning.Experiments.Reports;

/// <summary>Shows a running search: a progress bar on a terminal, a plain line for each better trial elsewhere.</summary>
/// <param name="console">Where to show it.</param>
/// <param name="limit">The search's time limit, or null for none.</param>
/// <param name="time">The clock. Default: the system's.</param>
public sealed class SearchProgress(IAnsiConsole console, TimeSpan? limit, TimeProvider? time = null) : IProgress<TuningProgress>
{
    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private readonly ProgressConsole _console = new(console, time);
    private readonly Lock _lock = new();
    private TuningProgress? _last;
    private string? _firstError;
    private long _started;

    /// <summary>Runs a search while showing its progress.</summary>
    /// <param name="search">The search; its session's options name this object as their progress.</param>
    /// <exception cref="InvalidOperationException">No trial succeeded; the message is that of the first that failed.</exception>
    /// <exception cref="TimeoutException">No trial ended in the search's time.</exception>
    public async Task<T> RunAsync<T>(Func<Task<T>> search)
    {
        ArgumentNullException.ThrowIfNull(search);
        _started = _time.GetTimestamp();
        try
        {
            return await _console.RunAsync(search, Look).ConfigureAwait(false);
        }
        catch (TimeoutException e) when (_firstError is not null && _last?.Best is null)
        {
            throw new InvalidOperationException($"No trial of {_last?.Ended} succeeded. The first failed with: {_firstError}", e);
        }
    }

    /// <inheritdoc/>
    public void Report(TuningProgress value)
    {
        ArgumentNullException.ThrowIfNull(value);
        lock (_lock)
        {
            _last = value;
            _firstError ??= value.Last.Error;
            if (value.Best is { } best)
            {
                _console.Best(best.Id, $"{Describe(value)}: {best.Trainer} {best.Parameters}");
            }
        }
    }

    private (double Share, string Text) Look()
    {
        lock (_lock)
        {
            return (Share(), _last is null ? "first trials" : Describe(_last));
        }
    }

    private double Share()
    {
        var elapsed = _time.GetElapsedTime(_started);
        var byTime = limit is { } l ? elapsed / l : 0;
        var byTrials = _last is { Planned: { } planned } last ? (double)last.Ended / planned : 0;
        return Math.Clamp(Math.Max(byTime, byTrials), 0, 1);
    }

    private string Describe(TuningProgress progress)
    {
        var best = progress.Best is { } b ? "best " + b.Score.ToString("0.0000", CultureInfo.InvariantCulture) : "no model yet";
        var trials = progress.Planned is { } planned ? $"{progress.Ended}/{planned} trials" : $"{progress.Ended} trials";
        var left = limit is { } l ? $", {Math.Max(0, (l - _time.GetElapsedTime(_started)).TotalSeconds).ToString("0", CultureInfo.InvariantCulture)} s left" : string.Empty;
        return $"{best}, {trials}{left}";
    }
}
