using System.CommandLine;
using System.CommandLine.Parsing;

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
        string[] problems = [.. parsed.Errors.Select(problem => problem.Message)];
        problems = problems.Length > 0 ? problems : [.. Blanks(parsed)];
        if (problems.Length > 0)
        {
            foreach (var problem in problems)
            {
                await error.WriteLineAsync("error: " + problem).ConfigureAwait(false);
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

    // No file, folder, column or study is called nothing.
    private static IEnumerable<string> Blanks(ParseResult parsed) =>
        from given in parsed.CommandResult.Children
        where given.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value))
        let name = given is ArgumentResult argument ? argument.Argument.Name : ((OptionResult)given).Option.Name
        select $"{name} '{given.Tokens.First(token => string.IsNullOrWhiteSpace(token.Value)).Value}': give a text that is not empty.";
}
