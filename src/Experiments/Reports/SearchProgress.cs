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
    private readonly Lock _lock = new();
    private TuningProgress? _last;
    private string? _firstError;
    private int? _bestShown;
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
            return await ShowAsync(search).ConfigureAwait(false);
        }
        catch (TimeoutException e) when (_firstError is not null && _last?.Best is null)
        {
            throw new InvalidOperationException($"No trial of {_last?.Ended} succeeded. The first failed with: {_firstError}", e);
        }
    }

    private async Task<T> ShowAsync<T>(Func<Task<T>> search)
    {
        if (!console.Profile.Capabilities.Interactive || Console.IsOutputRedirected)
        {
            return await Task.Run(search).ConfigureAwait(false);
        }

        return await console.Progress()
            .AutoClear(true)
            .Columns(new ProgressBarColumn(), new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .StartAsync(context => ShowAsync(context, Task.Run(search)))
            .ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Report(TuningProgress value)
    {
        ArgumentNullException.ThrowIfNull(value);
        lock (_lock)
        {
            _last = value;
            _firstError ??= value.Last.Error;
            var plain = !console.Profile.Capabilities.Interactive || Console.IsOutputRedirected;
            if (plain && value.Best is { } best && best.Id != _bestShown)
            {
                _bestShown = best.Id;
                console.WriteLine($"{Describe(value)}: {best.Trainer} {best.Parameters}");
            }
        }
    }

    private async Task<T> ShowAsync<T>(ProgressContext context, Task<T> search)
    {
        var task = context.AddTask("first trials", maxValue: 1);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(250), _time);
        while (!search.IsCompleted)
        {
            await Task.WhenAny(search, timer.WaitForNextTickAsync().AsTask()).ConfigureAwait(false);
            lock (_lock)
            {
                task.Value = Share();
                task.Description = _last is null ? "first trials" : Describe(_last).EscapeMarkup();
            }
        }

        return await search.ConfigureAwait(false);
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
