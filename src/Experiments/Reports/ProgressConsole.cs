using Spectre.Console;

namespace MLNetTuning.Experiments.Reports;

/// <summary>Shows how far something long is: a bar on a terminal, a plain line for each better result elsewhere.</summary>
/// <param name="console">Where to show it.</param>
/// <param name="time">The clock; null for the system's.</param>
internal sealed class ProgressConsole(IAnsiConsole console, TimeProvider? time = null)
{
    private static readonly TimeSpan _every = TimeSpan.FromMilliseconds(250);

    private int? _bestShown;

    private bool IsPlain => !console.Profile.Capabilities.Interactive || Console.IsOutputRedirected;

    /// <summary>Hears of the best so far; where there is no bar a new one gets a line. One caller at a time.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="line">The line.</param>
    public void Best(int id, string line)
    {
        if (IsPlain && id != _bestShown)
        {
            _bestShown = id;
            console.WriteLine(line);
        }
    }

    /// <summary>Runs something while showing how far it is.</summary>
    /// <param name="work">What to run.</param>
    /// <param name="look">Says how far it is, from 0 to 1 and in words. Called beside the work.</param>
    public async Task<T> RunAsync<T>(Func<Task<T>> work, Func<(double Share, string Text)> look)
    {
        var running = Task.Run(work);
        return IsPlain
            ? await running.ConfigureAwait(false)
            : await console.Progress()
                .AutoClear(true)
                .Columns(new ProgressBarColumn(), new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
                .StartAsync(context => ShowAsync(context, running, look))
                .ConfigureAwait(false);
    }

    private async Task<T> ShowAsync<T>(ProgressContext context, Task<T> work, Func<(double Share, string Text)> look)
    {
        var bar = context.AddTask(look().Text.EscapeMarkup(), maxValue: 1);
        using var timer = new PeriodicTimer(_every, time ?? TimeProvider.System);
        while (!work.IsCompleted)
        {
            await Task.WhenAny(work, timer.WaitForNextTickAsync().AsTask()).ConfigureAwait(false);
            var (share, text) = look();
            (bar.Value, bar.Description) = (share, text.EscapeMarkup());
        }

        return await work.ConfigureAwait(false);
    }
}
