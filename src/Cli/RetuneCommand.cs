using System.CommandLine;
using MLNetTuning.Experiments.Data;
using MLNetTuning.Sweepers.Storage;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Cli;

/// <summary><c>mltune retune DIR NEW.csv</c>.</summary>
internal static class RetuneCommand
{
    internal static Command Create(TextWriter output)
    {
        var shared = new SharedOptions();
        var folder = new Argument<string>("DIR") { Description = "The folder of an earlier run." };
        var data = new Argument<string>("NEW") { Description = "The new data, with the same label." };
        var target = new Option<string?>("--out") { Description = "The folder to write. Default: DIR with -retuned behind it." };
        var test = new Option<string?>("--test") { Description = "Rows to score the finished model on, once." };
        var command = new Command("retune", "Tunes again on new data: the earlier best first, then on from there. Says whether the best settings have moved.")
        {
            folder, data, target, test, shared.Seconds, shared.Trials, shared.Parallel, shared.Quiet, shared.Json,
        };
        shared.Seconds.Description = "Time limit. Default: the earlier run's.";
        shared.Trials.Description = "Most configurations to try. Default: the earlier run's.";
        command.SetAction(async (parsed, cancellation) =>
        {
            var source = new ModelFolder(Path.TrimEndingDirectorySeparator(parsed.GetRequiredValue(folder)));
            var before = RunFolder.ReadState(source).Settings;
            var settings = before with
            {
                Data = Path.GetFullPath(parsed.GetRequiredValue(data)),
                Test = parsed.GetValue(test) is { } rows ? Path.GetFullPath(rows) : null,
                Parallel = parsed.GetValue(shared.Parallel) ?? before.Parallel,
                Study = null,
                Earlier = Path.GetFullPath(source.Path),
            };
            using (var file = CsvFile.Open(settings.Data, settings.Label))
            {
                // What was kept out before may well be gone by now.
                settings = settings with { IgnoredColumns = [.. settings.IgnoredColumns.Intersect(file.Names)] };
            }

            settings = WithLimits(settings, parsed.GetValue(shared.Seconds), parsed.GetValue(shared.Trials));
            TrainCommand.Check(settings);
            var earlier = EarlierOf(settings);
            if (earlier.Count == 0)
            {
                throw new InvalidOperationException($"The run in '{source.Path}' has finished no configuration to start from. Use 'mltune train {settings.Data} --label {settings.Label}'.");
            }

            using var run = RunFolder.Create(new ModelFolder(parsed.GetValue(target) ?? source.Path + "-retuned"));
            var state = new RunState { State = RunState.Running, Settings = settings };
            return await new TrainRun(run, state, shared.View(parsed, output)).RunAsync(new RunSession { Earlier = earlier }, cancellation).ConfigureAwait(false);
        });
        return command;
    }

    /// <summary>The completed trials of the run that another one goes on from.</summary>
    internal static IReadOnlyList<Trial> EarlierOf(TrainSettings settings)
    {
        if (settings.Earlier is not { } folder)
        {
            return [];
        }

        var files = new ModelFolder(folder);
        var before = RunFolder.ReadState(files).Settings;
        if (before.Study is null && !File.Exists(files.Study))
        {
            return [];
        }

        using var store = StudyUrl.Open(before.Study ?? files.Study);
        return store.Find(before.StudyName) is null ? [] : [.. store.Load(before.StudyName).Where(trial => trial.State == TrialState.Completed)];
    }

    // One limit given replaces the other; none given keeps both.
    private static TrainSettings WithLimits(TrainSettings settings, double? seconds, int? trials) =>
        seconds is null && trials is null ? settings : settings with { Seconds = seconds, MaxTrials = trials };
}
