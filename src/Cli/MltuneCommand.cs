using System.CommandLine;

namespace MLNetTuning.Cli;

/// <summary>The command <c>mltune</c>. Exit codes: 0 done, 1 the data or a file does not allow it, 2 wrong usage.</summary>
internal static class MltuneCommand
{
    internal const int DataError = 1;
    internal const int UsageError = 2;

    internal static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        var root = new RootCommand("Trains the best model for a table, and predicts with it.")
        {
            TrainCommand.Create(output),
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
            return await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false }).ConfigureAwait(false);
        }
        catch (Exception e) when (e is ArgumentException or IOException or InvalidOperationException or InvalidDataException or TimeoutException or UnauthorizedAccessException or FormatException or NotSupportedException or OperationCanceledException)
        {
            await error.WriteLineAsync("error: " + e.Message).ConfigureAwait(false);
            return DataError;
        }
    }
}
