using Spectre.Console;

namespace MLNetTuning.Examples;

/// <summary>What every example does around its own work: Ctrl-C, and errors a user can act on as one line.</summary>
internal static class ExampleHost
{
    internal static async Task<int> RunAsync(string[] args, Func<ExampleOptions, CancellationToken, Task> example)
    {
        using var cancellation = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            // The first Ctrl-C ends the search with what it has; the second ends the program.
            pressed.Cancel = !cancellation.IsCancellationRequested;
            cancellation.Cancel();
        };
        try
        {
            await example(ExampleOptions.Parse(args), cancellation.Token).ConfigureAwait(false);
            ReportUsage();
            return 0;
        }
        catch (Exception e) when (e is ArgumentException or IOException or InvalidOperationException or InvalidDataException or TimeoutException or UnauthorizedAccessException)
        {
            AnsiConsole.Console.Profile.Out.Writer.Flush();
            await Console.Error.WriteLineAsync("error: " + e.Message).ConfigureAwait(false);
            return 1;
        }
    }

    /// <summary>For the benchmark that runs this example as a process: what it took.</summary>
    private static void ReportUsage()
    {
        if (Environment.GetEnvironmentVariable("MLNETTUNING_EXAMPLE_USAGE") == "1")
        {
            using var process = System.Diagnostics.Process.GetCurrentProcess();
            Console.WriteLine(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"usage: peak_mb={process.PeakWorkingSet64 / 1e6:0}"));
        }
    }
}
