using System.Globalization;
using MLNetTuning.Experiments;
using Spectre.Console;

namespace MLNetTuning.Cli;

/// <summary>Shows a running experiment: a bar on a terminal, a plain line for each better configuration elsewhere.</summary>
/// <param name="console">Where to show it.</param>
/// <param name="limit">The experiment's time, or null.</param>
internal sealed class ExperimentConsole(IAnsiConsole console, TimeSpan? limit) : IProgress<ExperimentProgress>
{
    private readonly Lock _lock = new();
    private ExperimentProgress? _last;
    private int? _bestShown;

    private bool IsPlain => !console.Profile.Capabilities.Interactive || Console.IsOutputRedirected;

    public void Report(ExperimentProgress value)
    {
        lock (_lock)
        {
            _last = value;
            if (IsPlain && value.Best is { } best && best.Id != _bestShown)
            {
                _bestShown = best.Id;
                console.WriteLine($"{Describe(value)}: {best.Trainer} {best.Parameters}");
            }
        }
    }

    /// <summary>Runs the experiment while showing how far it is.</summary>
    public async Task<T> RunAsync<T>(Func<T> experiment)
    {
        var work = Task.Run(experiment);
        if (IsPlain)
        {
            return await work.ConfigureAwait(false);
        }

        return await console.Progress()
            .AutoClear(true)
            .Columns(new ProgressBarColumn(), new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .StartAsync(context => ShowAsync(context, work))
            .ConfigureAwait(false);
    }

    private async Task<T> ShowAsync<T>(ProgressContext context, Task<T> work)
    {
        var bar = context.AddTask("reading the data", maxValue: 1);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        while (!work.IsCompleted)
        {
            await Task.WhenAny(work, timer.WaitForNextTickAsync().AsTask()).ConfigureAwait(false);
            lock (_lock)
            {
                bar.Value = _last is { } last && limit is { } l ? Math.Min(1, last.Elapsed / l) : 0;
                bar.Description = _last is null ? "first models" : Describe(_last).EscapeMarkup();
            }
        }

        return await work.ConfigureAwait(false);
    }

    private string Describe(ExperimentProgress progress)
    {
        var best = progress.Best is { } b ? "best " + b.Score.ToString("0.0000", CultureInfo.InvariantCulture) : "no model yet";
        var left = limit is { } l ? $", {Math.Max(0, (l - progress.Elapsed).TotalSeconds).ToString("0", CultureInfo.InvariantCulture)} s left" : string.Empty;
        var members = progress.Members is { } m ? string.Create(CultureInfo.InvariantCulture, $", {m} members") : string.Empty;
        return string.Create(CultureInfo.InvariantCulture, $"{best}{members}, {progress.Ended} trials{left}");
    }
}
