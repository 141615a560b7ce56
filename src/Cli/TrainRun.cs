using System.Diagnostics;
using Microsoft.ML;
using MLNetTuning.Experiments;
using MLNetTuning.Experiments.Runs;
using MLNetTuning.Sweepers.Storage;
using MLNetTuning.Sweepers.Studies;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Cli;

/// <summary>One session of a run: searches, keeps what it finishes as it goes, and writes the model.</summary>
/// <param name="folder">The run's folder.</param>
/// <param name="state">What it was asked for and how far it is.</param>
/// <param name="view">Who hears of it.</param>
internal sealed class TrainRun(RunFolder folder, RunState state, RunView view)
{
    // What starting the program took counts too; saving has a time of its own.
    private static readonly TimeSpan Saving = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(3);

    private static readonly string? Version = typeof(TrainRun).Assembly.GetName().Version?.ToString(3);

    private TrainSettings Settings => state.Settings;

    internal async Task<int> RunAsync(RunSession session, CancellationToken cancellation)
    {
        var used = Started();
        using var book = new RunBook(folder, state with { State = RunState.Running, Error = null, Version = Version }, used);
        using var store = StudyUrl.Open(session.StudyUrl ?? Settings.Study ?? folder.Files.Study);
        var board = new StudyBoard(store, Settings.StudyName);
        using var beacon = new StudyBeacon(board, () => book.State);
        IStudyCheckpoints checkpoints = Settings.Study is null ? new FolderCheckpoints(folder.Files.Trials) : board;
        TimeSpan? limit = Settings.Seconds is { } seconds ? Rest(TimeSpan.FromSeconds(seconds - state.SecondsUsed), used) : null;
        var hash = Task.Run(() => book.SetData(RunFolder.Sha256(Settings.Data)), CancellationToken.None);
        view.Start(Settings, limit);
        try
        {
            var settings = Settings.ToExperiment(limit, store, checkpoints) with
            {
                IsResumed = session.IsResumed,
                EarlierTrials = session.Earlier,
                StudyReady = left => Share(beacon, left, hash),
            };
            var experiment = new MLContext(Settings.Seed).Tuning().CreateExperiment(settings);
            var result = await view.RunAsync(() => experiment.Run(Settings.Data, view, cancellation)).ConfigureAwait(false);
            PortableModelFile.Save(result.Portable, folder.Files.Model);
            HostModelFile.Save(result.Model, folder.Files.HostModel);
            await hash.ConfigureAwait(false);
            var finished = book.Finish(result);
            await beacon.EndAsync(finished).ConfigureAwait(false);
            new RunResults(folder.Files, finished, view).Write(result);
            return 0;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            if (e is not OperationCanceledException)
            {
                book.Fail(e);
            }

            await beacon.EndAsync(book.State with { State = RunState.Failed, Error = e.Message }).ConfigureAwait(false);
            throw;
        }
    }

    // Workers read there what to do, and whether there still is anything to do.
    private void Share(StudyBeacon beacon, TimeSpan? left, Task hash)
    {
        if (Settings.Study is not null)
        {
            hash.GetAwaiter().GetResult();
            beacon.Start(left);
        }
    }

    private static TimeSpan Started()
    {
        using var process = Process.GetCurrentProcess();
        var used = TimeProvider.System.GetLocalNow() - process.StartTime;
        return used > Longest || used < TimeSpan.Zero ? TimeSpan.Zero : used;
    }

    private static TimeSpan Rest(TimeSpan limit, TimeSpan used)
    {
        var rest = limit - used - Saving;
        return rest > Shortest ? rest : Shortest;
    }
}
