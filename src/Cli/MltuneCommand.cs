using System.CommandLine;

namespace MLNetTuning.Cli;

/// <summary>The command <c>mltune</c>. Exit codes: 0 done, 1 the data or a file does not allow it, 2 wrong usage, 130 stopped before a model stood.</summary>
internal static class MltuneCommand
{
    internal const int DataError = 1;
    internal const int UsageError = 2;

    internal static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, CancellationToken cancellation = default)
    {
        var root = new RootCommand("Trains the best model for a table, and predicts with it.")
        {
            TrainCommand.Create(output),
            ResumeCommand.Create(output),
            RetuneCommand.Create(output),
            WorkerCommand.Create(output),
            PredictCommand.Create(output),
            EvaluateCommand.Create(output),
            LeaderboardCommand.Create(output),
            ReportCommand.Create(output),
            CodegenCommand.Create(output),
            ExportCommand.Create(output),
        };
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var problem in parsed.Errors)
            {
                await error.WriteLineAsync("error: " + problem.Message).ConfigureAwait(false);
            }

            return UsageError;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync("stopped before the first model stood").ConfigureAwait(false);
            return Interruption.ExitCode;
        }
        catch (Exception e) when (e is ArgumentException or IOException or InvalidOperationException or InvalidDataException or TimeoutException or UnauthorizedAccessException or FormatException or NotSupportedException or System.Data.Common.DbException)
        {
            await error.WriteLineAsync("error: " + e.Message).ConfigureAwait(false);
            return DataError;
        }
    }
}
