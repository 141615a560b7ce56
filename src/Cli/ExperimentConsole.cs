using System.Globalization;
using MLNetTuning.Experiments;
using MLNetTuning.Experiments.Reports;
using Spectre.Console;

namespace MLNetTuning.Cli;

/// <summary>Shows a running experiment: a bar on a terminal, a plain line for each better configuration elsewhere.</summary>
/// <param name="console">Where to show it.</param>
/// <param name="limit">The experiment's time, or null.</param>
internal sealed class ExperimentConsole(IAnsiConsole console, TimeSpan? limit) : IProgress<ExperimentProgress>
{
    private readonly ProgressConsole _console = new(console);
    private readonly Lock _lock = new();
    private ExperimentProgress? _last;

    public void Report(ExperimentProgress value)
    {
        lock (_lock)
        {
            _last = value;
            if (value.Best is { } best)
            {
                _console.Best(best.Id, $"{Describe(value)}: {best.Trainer} {best.Parameters}");
            }
        }
    }

    /// <summary>Runs the experiment while showing how far it is.</summary>
    public Task<T> RunAsync<T>(Func<T> experiment) => _console.RunAsync(() => Task.FromResult(experiment()), Look);

    private (double Share, string Text) Look()
    {
        lock (_lock)
        {
            return _last is null ? (0, "first models") : (limit is { } l ? Math.Min(1, _last.Elapsed / l) : 0, Describe(_last));
        }
    }

    private string Describe(ExperimentProgress progress)
    {
        var best = progress.Best is { } b ? "best " + b.Score.ToString("0.0000", CultureInfo.InvariantCulture) : "no model yet";
        var left = limit is { } l ? $", {Math.Max(0, (l - progress.Elapsed).TotalSeconds).ToString("0", CultureInfo.InvariantCulture)} s left" : string.Empty;
        var members = progress.Members is { } m ? string.Create(CultureInfo.InvariantCulture, $", {m} members") : string.Empty;
        return string.Create(CultureInfo.InvariantCulture, $"{best}{members}, {progress.Ended} trials{left}");
    }
}
