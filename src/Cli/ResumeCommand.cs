using System.CommandLine;

namespace MLNetTuning.Cli;

/// <summary><c>mltune resume DIR</c>.</summary>
internal static class ResumeCommand
{
    internal static Command Create(TextWriter output)
    {
        var shared = new SharedOptions();
        var folder = new Argument<string>("DIR") { Description = "The folder of a run that was ended, or that shall go on." };
        var data = new Option<string?>("--data") { Description = "Where the data lies now; it must be the same file." };
        var command = new Command("resume", "Goes on with a run: nothing that was finished is fitted again. Without limits of its own for what is left of the run's.")
        {
            folder, data, shared.Seconds, shared.Trials, shared.Parallel, shared.Study, shared.Quiet, shared.Json,
        };
        shared.Seconds.Description = "Time to go on for. Default: what is left of the run's.";
        shared.Trials.Description = "Most configurations to try now. Default: what is left of the run's.";
        shared.Study.Description = "The URL of the run's study, where it needs a password that no file keeps.";
        command.SetAction(async (parsed, cancellation) =>
        {
            var (opened, state) = RunFolder.Open(new ModelFolder(parsed.GetRequiredValue(folder)));
            using var run = opened;
            state = With(state, shared, parsed, parsed.GetValue(data));
            TrainCommand.Check(state.Settings);
            CheckData(state, opened.Files.Path);
            var session = new RunSession { StudyUrl = parsed.GetValue(shared.Study), IsResumed = parsed.GetValue(shared.Trials) is null, Earlier = RetuneCommand.EarlierOf(state.Settings) };
            return await new TrainRun(run, state, shared.View(parsed, output)).RunAsync(session, cancellation).ConfigureAwait(false);
        });
        return command;
    }

    private static RunState With(RunState state, SharedOptions shared, ParseResult parsed, string? data)
    {
        var settings = state.Settings with { Parallel = parsed.GetValue(shared.Parallel) ?? state.Settings.Parallel, Data = data is null ? state.Settings.Data : Path.GetFullPath(data) };
        if (parsed.GetValue(shared.Seconds) is { } seconds)
        {
            settings = settings with { Seconds = state.SecondsUsed + seconds };
        }

        if (parsed.GetValue(shared.Trials) is { } trials)
        {
            settings = settings with { MaxTrials = trials, Seconds = parsed.GetValue(shared.Seconds) is null ? null : settings.Seconds };
        }

        return state with { Settings = settings };
    }

    private static void CheckData(RunState state, string folder)
    {
        if (state.DataSha256 is { } before && RunFolder.Sha256(state.Settings.Data) != before)
        {
            throw new InvalidOperationException(
                $"'{state.Settings.Data}' is not the file that '{folder}' was trained on. Give that one back (--data says where it lies now), or tune again on the new one with 'mltune retune {folder} {state.Settings.Data}'.");
        }
    }
}
