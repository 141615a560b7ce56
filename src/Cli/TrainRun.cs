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
                StudyOpened = () => Publish(board, book, hash),
            };
            var experiment = new MLContext(Settings.Seed).Tuning().CreateExperiment(settings);
            var result = await view.RunAsync(() => experiment.Run(Settings.Data, view, cancellation)).ConfigureAwait(false);
            await Task.WhenAll(
                Task.Run(() => PortableModelFile.Save(result.Portable, folder.Files.Model), CancellationToken.None),
                Task.Run(() => HostModelFile.Save(result.Model, folder.Files.HostModel), CancellationToken.None),
                hash).ConfigureAwait(false);
            var finished = book.Finish(result);
            Publish(board, book, hash);
            new RunResults(folder.Files, finished, view).Write(result);
            return 0;
        }
        catch (Exception e) when (e is not OperationCanceledException and not OutOfMemoryException)
        {
            book.Fail(e);
            throw;
        }
    }

    // Workers read there what to do, and whether there still is anything to do.
    private void Publish(StudyBoard board, RunBook book, Task hash)
    {
        if (Settings.Study is not null)
        {
            hash.GetAwaiter().GetResult();
            board.Post(book.State);
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
