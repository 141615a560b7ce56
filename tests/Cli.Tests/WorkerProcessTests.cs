using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using MLNetTuning.Sweepers.Storage;
using MLNetTuning.Sweepers.Storage.Tests;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Cli.Tests;

/// <summary>One experiment of three processes that share nothing but a database: what one of them leaves when it is killed another does, and the model is made of the work of all.</summary>
public sealed class WorkerProcessTests(PostgresServer server) : IClassFixture<PostgresServer>, IDisposable
{
    private const string Study = "together";

    // An average takes the five of the lowest loss over all rows, which is the mean over splits of nearly one size but for a little.
    private const int Members = 5;
    private const double Close = 1e-3;

    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(20);

    private readonly CliFolder _here = new();
    private readonly CliFolder _elsewhere = new();

    public void Dispose()
    {
        _here.Dispose();
        _elsewhere.Dispose();
    }

    [Fact]
    public async Task Train_OneWorkerKilledAndOneThatStays_TheModelIsMadeOfTheWorkOfAll()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        var (data, url) = (_here.Table(rows: 400), server.Url(server.CreateDatabase()));
        using var store = StudyUrl.Open(url);
        File.Copy(data, _elsewhere.File("copy.csv"));
        var train = _here.Start(
            "train", data, "--label", "target", "--metric", "LogLoss", "--trainers", "linear,trees", "--ensemble", "average", "--validation", "cv3", "--time", "300s", "--parallel", "1",
            "--study", url, "--study-name", Study, "--out", _here.Model().Path, "--json");
        var (victim, stays) = (Worker(url), Worker(url));
        var (told, done) = (new Ear(train), new Ear(stays));
        _ = new Ear(victim);

        var left = await KillAtWork(store, victim);
        await Until(() => Trials(store).Any(trial => trial.Id != left.Id && trial.Configuration.Equals(left.Configuration) && IsDone(trial)), told, "Nobody did what the killed worker was at.");
        await Until(() => told.Scores.Count >= Members && told.Ranked.Take(Members).Intersect(done.Own).Any(), told, "None of the worker's models came among the best.");
        CliFolder.Signal(train, CliFolder.Terminate);
        await Task.WhenAll(train.WaitForExitAsync(), stays.WaitForExitAsync());
        Assert.True((train.ExitCode, stays.ExitCode) == (0, 0), told.Errors + done.Errors);

        var state = RunFolder.ReadState(_here.Model());
        Assert.Equal((RunState.Finished, Members), (state.State, state.Members!.Count));
        var fifth = told.Scores[told.Ranked[Members - 1]];
        Assert.All(state.Members, member => Assert.InRange(told.Scores[member.Trial], 0, fifth + Close));
        Assert.NotEmpty(told.Own);
        Assert.Empty(told.Own.Intersect(done.Own));
        Assert.Equal(told.Scores.Count, (await File.ReadAllLinesAsync(_here.Model().Leaderboard)).Length - 1);
        var trials = Trials(store);
        Assert.DoesNotContain(trials, trial => trial.State == TrialState.Running);
        Assert.Equal("Its process ended before it did.", trials[left.Id].Error);
    }

    private Process Worker(string url) => _elsewhere.Start("worker", "--study", url, "--study-name", Study, "--data", _elsewhere.File("copy.csv"), "--parallel", "1", "--json");

    private static IReadOnlyList<Trial> Trials(RelationalStudyStore store) => store.Find(Study) is null ? [] : store.Load(Study);

    // A neighbour of the best may well be given up when its first split tells enough.
    private static bool IsDone(Trial trial) => trial.State == TrialState.Completed || trial.Error == "Given up after its first split.";

    /// <summary>Kills a worker while it is at a configuration, of which nothing is kept yet.</summary>
    private static async Task<Trial> KillAtWork(RelationalStudyStore store, Process worker)
    {
        Trial? at = null;
        await Until(
            () =>
            {
                if (At(store, worker) is null)
                {
                    return false;
                }

                // It stands still while it is looked at again: what it is at now it never ends.
                CliFolder.Signal(worker, CliFolder.Stop);
                at = At(store, worker);
                if (at is null)
                {
                    CliFolder.Signal(worker, CliFolder.Continue);
                }

                return at is not null;
            },
            null,
            "The worker was at nothing.");
        worker.Kill();
        await worker.WaitForExitAsync();
        return at!;
    }

    private static Trial? At(RelationalStudyStore store, Process worker)
    {
        var owner = string.Create(CultureInfo.InvariantCulture, $"/{worker.Id}/");
        var trial = Trials(store).LastOrDefault(one => one.State == TrialState.Running && one.Lease!.Owner.Contains(owner, StringComparison.Ordinal));
        return trial is not null && store.Checkpoints(Study).Get(string.Create(CultureInfo.InvariantCulture, $"trial-{trial.Id}")) is null ? trial : null;
    }

    private static async Task Until(Func<bool> happened, Ear? ear, string message)
    {
        var start = Stopwatch.GetTimestamp();
        while (!happened())
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < _patience && ear is not { HasEnded: true }, $"{message} {ear?.Errors}");
            await Task.Delay(_pause);
        }
    }

    /// <summary>Hears what a process tells of its trials, by which there is a score.</summary>
    private sealed class Ear
    {
        // Looked at as it stands: it grows meanwhile.
        private readonly ConcurrentQueue<(int Id, double Score, bool IsElsewhere)> _trials = new();
        private readonly ConcurrentQueue<string> _errors = new();
        private readonly Process _process;

        internal Ear(Process process)
        {
            _process = process;
            process.OutputDataReceived += (_, line) => Hear(line.Data);
            process.ErrorDataReceived += (_, line) => _errors.Enqueue(line.Data ?? string.Empty);
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
        }

        internal IReadOnlyDictionary<int, double> Scores => _trials.ToArray().ToDictionary(trial => trial.Id, trial => trial.Score);

        internal int[] Own => [.. _trials.ToArray().Where(trial => !trial.IsElsewhere).Select(trial => trial.Id)];

        /// <summary>The best first.</summary>
        internal int[] Ranked => [.. _trials.ToArray().OrderBy(trial => trial.Score).Select(trial => trial.Id)];

        internal bool HasEnded => _process.HasExited;

        internal string Errors => string.Join('\n', _errors);

        private void Hear(string? line)
        {
            if (line is null)
            {
                return;
            }

            var json = JsonElement.Parse(line);
            if (json.GetProperty("event").GetString() != "trial")
            {
                return;
            }

            var trial = json.GetProperty("trial");
            if (trial.TryGetProperty("score", out var score))
            {
                _trials.Enqueue((trial.GetProperty("id").GetInt32(), score.GetDouble(), json.TryGetProperty("elsewhere", out _)));
            }
        }
    }
}
