using System.CommandLine;
using Microsoft.ML;
using MLNetTuning.Experiments;
using MLNetTuning.Sweepers.Storage;

namespace MLNetTuning.Cli;

/// <summary><c>mltune worker --study URL</c>.</summary>
internal sealed class WorkerCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Lead = TimeSpan.FromSeconds(1);

    private readonly SharedOptions _shared = new();
    private readonly Option<string?> _data = new("--data") { Description = "Where the data lies on this machine; it must be the same file. Default: where 'mltune train' read it." };

    private WorkerCommand()
    {
        _shared.Study.Required = true;
        _shared.Seconds.Description = "Time to work for. Default: until the experiment ends.";
    }

    internal static Command Create(TextWriter output) => new WorkerCommand().Build(output);

    private Command Build(TextWriter output)
    {
        var command = new Command("worker", "Joins an experiment that 'mltune train --study' runs: tries what nobody else does, and leaves finished models in the study, from where 'train' takes them.")
        {
            _shared.Study, _shared.StudyName, _data, _shared.Seconds, _shared.Trials, _shared.Parallel, _shared.Quiet, _shared.Json,
        };
        command.SetAction((parsed, cancellation) => RunAsync(parsed, output, cancellation));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, TextWriter output, CancellationToken cancellation)
    {
        var view = _shared.View(parsed, output);
        var name = parsed.GetValue(_shared.StudyName) ?? new ExperimentSettings().StudyName;
        using var store = StudyUrl.Open(parsed.GetRequiredValue(_shared.Study)!);
        var board = new StudyBoard(store, name);
        var state = await FindAsync(board, name, view, cancellation).ConfigureAwait(false);
        var settings = state.Settings with { Data = parsed.GetValue(_data) ?? state.Settings.Data, Parallel = parsed.GetValue(_shared.Parallel), MaxTrials = parsed.GetValue(_shared.Trials) };
        CheckData(settings, state);
        var limit = parsed.GetValue(_shared.Seconds) is { } seconds ? TimeSpan.FromSeconds(seconds) : Rest(board, state);
        view.Start(settings, limit);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var watch = WatchAsync(board, view, end);
        var wanted = settings.ToExperiment(limit, store, board);

        // Who has neither limit works until the experiment ends.
        var experiment = new MLContext(settings.Seed).Tuning().CreateExperiment(limit is null && wanted.MaxTrials is null ? wanted with { MaxTrials = int.MaxValue } : wanted);
        List<string> notes = [];
        var trials = await view.RunAsync(() => Work(experiment, settings.Data, notes, view, end.Token)).ConfigureAwait(false);
        await end.CancelAsync().ConfigureAwait(false);
        await Task.WhenAny(watch, Task.Delay(Every, CancellationToken.None)).ConfigureAwait(false);
        view.ShowWork(trials, name, notes);
        return 0;
    }

    private static int Work(TableExperiment experiment, string data, List<string> notes, RunView view, CancellationToken end)
    {
        try
        {
            return experiment.Work(data, notes, view, end);
        }
        catch (OperationCanceledException)
        {
            // The experiment ended while the data was read.
            return 0;
        }
    }

    // A worker may well be started before the experiment has read its data.
    private static async Task<RunState> FindAsync(StudyBoard board, string name, RunView view, CancellationToken cancellation)
    {
        var start = TimeProvider.System.GetTimestamp();
        for (var isFirst = true; ; isFirst = false)
        {
            var state = board.Read();
            var isSilent = state is { State: RunState.Running } && board.Now() - state.PostedAt >= StudyBoard.Silence;
            if (state is { State: RunState.Running } && !isSilent)
            {
                return state;
            }

            if ((state is not null && !isSilent) || TimeProvider.System.GetElapsedTime(start) >= Patience)
            {
                throw new InvalidOperationException(state is null
                    ? $"No experiment runs on the study '{name}'. Start it with 'mltune train --study' and the same --study-name, then workers."
                    : $"The experiment of the study '{name}' is over{(isSilent ? ": its process is gone" : string.Empty)}. 'mltune resume' of its folder goes on with it; workers may join then.");
            }

            if (isFirst)
            {
                view.Say($"waiting for an experiment on the study '{name}'");
            }

            await Task.Delay(Every, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Ends the work when the experiment has ended, or its process has been silent for so long that it must be gone.</summary>
    private static async Task WatchAsync(StudyBoard board, RunView view, CancellationTokenSource end)
    {
        var (posted, heard) = ((DateTimeOffset?)null, TimeProvider.System.GetTimestamp());
        try
        {
            while (!end.IsCancellationRequested)
            {
                await Task.Delay(Every, end.Token).ConfigureAwait(false);
                var (isKnown, state) = TryRead(board);
                if (isKnown && state is not { State: RunState.Running })
                {
                    await end.CancelAsync().ConfigureAwait(false);
                }
                else if (state?.PostedAt is { } at && at != posted)
                {
                    (posted, heard) = (at, TimeProvider.System.GetTimestamp());
                }
                else if (TimeProvider.System.GetElapsedTime(heard) >= StudyBoard.Silence)
                {
                    view.Say("the experiment's process, or the store, has been silent for two minutes: ending; 'mltune resume' of its folder takes over what was finished");
                    await end.CancelAsync().ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The work is done.
        }
    }

    private static (bool IsKnown, RunState? State) TryRead(StudyBoard board)
    {
        try
        {
            return (true, board.Read());
        }
        catch (Exception e) when (StudyBeacon.IsLoss(e))
        {
            // The next look may succeed.
            return (false, null);
        }
    }

    // Ends a little before the experiment does, so that what is finished last is there in time.
    private static TimeSpan? Rest(StudyBoard board, RunState state) =>
        state.SearchEndsAt is { } end ? TimeSpan.FromSeconds(Math.Max(1, (end - board.Now() - Lead).TotalSeconds)) : null;

    private static void CheckData(TrainSettings settings, RunState state)
    {
        if (!File.Exists(settings.Data))
        {
            throw new InvalidOperationException($"There is no file '{settings.Data}' on this machine. Say with --data where the experiment's data lies here.");
        }

        if (state.DataSha256 is { } sha && RunFolder.Sha256(settings.Data) != sha)
        {
            throw new InvalidOperationException($"'{settings.Data}' is not the file that the experiment runs on: its SHA-256 is another. Copy the experiment's file here, or say with --data where it lies.");
        }
    }
}
