using System.Diagnostics;
using System.Globalization;
using MLNetTuning.Sweepers.Storage.Worker;
using MLNetTuning.Sweepers.Studies;
using Xunit.Abstractions;

namespace MLNetTuning.Sweepers.Storage.Tests;

/// <summary>Workers of one PostgreSQL study, killed at random moments.</summary>
[Collection(PostgresWorkers.Name)]
public sealed class KilledWorkersTests(PostgresServer server, ITestOutputHelper output) : IDisposable
{
    private const int Workers = 3, Kills = 20;
    private readonly string _folder = Directory.CreateTempSubdirectory("workers").FullName;
    private readonly List<Process> _processes = [];
    private readonly Dictionary<Process, string> _logOf = [];
    private readonly Random _random = new(1);
    private int _logs;

    public void Dispose()
    {
        foreach (var process in _processes)
        {
            if (!process.HasExited)
            {
                process.Kill();
                process.WaitForExit();
            }

            process.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Study_WorkersKilledTwentyTimes_LosesNothingAndRunsNothingTwiceToCompletion()
    {
        string database = server.CreateDatabase();
        var running = Enumerable.Range(0, Workers).Select(i => Start(database, i)).ToList();
        for (int kill = 0; kill < Kills; kill++)
        {
            // Half of the kills come at any moment, from the middle of a start to well into the trials; half while the worker says it runs a trial.
            int who = _random.Next(Workers);
            if (kill % 2 == 0)
            {
                Thread.Sleep(_random.Next(100, 700));
            }
            else
            {
                SpinWait.SpinUntil(() => running[who].HasExited || RunsATrial(_logOf[running[who]]), TimeSpan.FromSeconds(30));
            }

            Assert.False(running[who].HasExited && running[who].ExitCode != 0, "A worker ended by itself with an error.");
            running[who].Kill();
            running[who].WaitForExit();
            running[who] = Start(database, who);
        }

        foreach (var process in running)
        {
            Assert.True(process.WaitForExit(TimeSpan.FromMinutes(2)));
            Assert.Equal(0, process.ExitCode);
        }

        using var store = new PostgresStudyStore(server.ConnectionString(database));
        var trials = store.Load(WorkerStudy.Name);
        var log = Log();
        output.WriteLine($"{trials.Count} trials, {log.Count(l => l.What == "start")} starts, {trials.Count(t => t.Lease!.Attempt > 1)} taken over.");

        // The study is whole: every place of the plan filled, and filled with a value.
        Assert.Equal(WorkerStudy.Open(new MemoryStudyStore(), null).PlannedTrials, trials.Count);
        Assert.All(trials, t => Assert.Equal(TrialState.Completed, t.State));
        Assert.All(trials, t => Assert.Equal(WorkerStudy.Loss(t.Configuration), t.Value));
        Assert.True(WorkerStudy.Open(store, null).IsFinished);

        // What the store had taken from a worker is in it, and it took each trial once.
        var told = log.Where(l => l.What == "told").ToList();
        Assert.All(told, l => Assert.Equal(l.Value, trials[l.Trial].Value));
        Assert.Equal(told.Count, told.Select(l => l.Trial).Distinct().Count());
        Assert.Equal([trials.Count.ToString(CultureInfo.InvariantCulture)], server.Query(database, "SELECT COUNT(*) FROM trial_values"));

        // Nothing ran to its end again after it had been told; only a worker killed between the last step and the store's answer can have ended it in vain.
        var ends = log.Where(l => l.What == "end").CountBy(l => l.Trial).Where(c => c.Value > 1).ToList();
        Assert.InRange(ends.Sum(c => c.Value - 1), 0, Kills);
        Assert.True(log.Count(l => l.What == "start") > trials.Count, "No kill hit a running trial: the test has shown nothing.");

        // And the plan is the one a single worker would have carried out.
        var alone = WorkerStudy.Open(new MemoryStudyStore(), null);
        alone.Run(r => WorkerStudy.Loss(r.Configuration));
        Assert.Equal(Tried(alone.Trials), Tried(trials));
    }

    private static IEnumerable<string> Tried(IEnumerable<Trial> trials) =>
        trials.Select(t => string.Create(CultureInfo.InvariantCulture, $"{t.Bracket} {t.Rung} {t.Configuration} {t.Value:R}")).Order(StringComparer.Ordinal);

    // Two workers under names of other machines, whose leases have to run out, and one whose end its neighbours see.
    private Process Start(string database, int worker)
    {
        string log = Path.Combine(_folder, $"{_logs++}.log");
        var start = new ProcessStartInfo("dotnet", [typeof(WorkerStudy).Assembly.Location, server.Url(database), worker == 0 ? "here" : $"machine-{worker}", log]) { RedirectStandardOutput = true };
        // A worker lives for a second: what it would gain from profiles comes too late.
        start.Environment["DOTNET_TieredPGO"] = "0";
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        _processes.Add(process);
        _logOf[process] = log;
        return process;
    }

    private static bool RunsATrial(string log)
    {
        if (!File.Exists(log))
        {
            return false;
        }

        using var reader = new StreamReader(new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd().TrimEnd().Split('\n')[^1].StartsWith("start ", StringComparison.Ordinal);
    }

    private List<(string What, int Trial, double Value)> Log() => [.. Directory.EnumerateFiles(_folder).SelectMany(File.ReadAllLines)
        .Select(l => l.Split(' ')).Where(p => p.Length == 3)
        .Select(p => (p[0], int.Parse(p[1], CultureInfo.InvariantCulture), double.Parse(p[2], CultureInfo.InvariantCulture)))];
}
