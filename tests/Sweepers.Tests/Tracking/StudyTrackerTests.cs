using System.Text.Json;
using MLNetTuning.Sweepers.Reports;
using MLNetTuning.Sweepers.Schedulers;
using MLNetTuning.Sweepers.Spaces;
using MLNetTuning.Sweepers.Studies;
using MLNetTuning.Sweepers.Tracking;

namespace MLNetTuning.Sweepers.Tests.Tracking;

public class StudyTrackerTests
{
    private static readonly SearchSpace _space = new(new FloatParameter("x", 0, 1));

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Run_EveryTrial_IsARunWithItsReportsAndEnd(int concurrency)
    {
        using var folder = new TemporaryFolder();
        using var tracker = new StudyTracker(new JsonLinesTracker(folder.Path), new TensorBoardTracker(folder.Path));
        var study = new Study(_space, Sweeper.Random(), new StudyOptions { Name = "s", Listeners = [tracker] });
        study.Run(Objective, new RunOptions { MaxTrials = 12, MaxConcurrency = concurrency });
        Assert.Empty(study.ListenerErrors);
        foreach (var trial in study.Trials)
        {
            var lines = File.ReadAllLines(Path.Combine(folder.Path, "s", $"trial-{trial.Id:D5}.jsonl")).Select(l => JsonDocument.Parse(l).RootElement).ToList();
            Assert.Equal(trial.Configuration.GetDouble("x"), lines[0].GetProperty("settings").GetProperty("x").GetDouble());
            Assert.Equal(trial.Reports.Select(r => r.Value), lines.Where(l => l.GetProperty("event").GetString() == "metric").Select(l => l.GetProperty("value").GetDouble()));
            Assert.Equal(trial.Id == 3 ? "failed" : "completed", lines[^1].GetProperty("status").GetString());
            Assert.Equal(trial.Id != 3, lines[^1].GetProperty("summary").TryGetProperty("fold_1", out _));
            Assert.Single(Directory.GetFiles(Path.Combine(folder.Path, "s", $"trial-{trial.Id:D5}")));
        }

        static double Objective(TrialRun run)
        {
            for (int step = 1; step <= 3; step++)
            {
                run.Report(step, 1.0 / step);
            }

            return run.Trial.Id == 3 ? throw new InvalidDataException() : run.SetFolds([1, 2]);
        }
    }

    [Fact]
    public void Run_TrialGivenBack_ShowsAsInterruptedAndGoesOnBehind()
    {
        using var folder = new TemporaryFolder();
        using var tracker = new StudyTracker(new JsonLinesTracker(folder.Path));
        var study = new Study(_space, Sweeper.Random(), new StudyOptions { Name = "s", Listeners = [tracker] });
        study.Release(study.Ask()!.Id);
        study.Tell(study.Ask()!.Id, 1);
        var lines = File.ReadAllLines(Path.Combine(folder.Path, "s", "trial-00000.jsonl"));
        Assert.Equal(4, lines.Length);
        Assert.Contains("interrupted", lines[1], StringComparison.Ordinal);
        Assert.Contains("completed", lines[3], StringComparison.Ordinal);
    }

    [Fact]
    public void Run_ListenerThatThrows_CostsNoTrial()
    {
        var study = new Study(_space, Sweeper.Random(), new StudyOptions { Listeners = [new Broken()] });
        study.Run(_ => 1, new RunOptions { MaxTrials = 5 });
        Assert.Equal(5, study.Trials.Count(t => t.State == TrialState.Completed));
        Assert.Equal("disk full", Assert.Single(study.ListenerErrors).Message);
    }

    [Fact]
    public void Options_Wrong_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => new StudyTracker());
        Assert.Contains("Listeners", Assert.Throws<ArgumentException>(() => new Study(_space, Sweeper.Random(), new StudyOptions { Listeners = [null!] })).Message);
    }

    private sealed class Broken : IStudyListener
    {
        public void TrialStarted(string study, Trial trial)
        {
        }

        public void TrialReported(string study, Trial trial, TrialReport report)
        {
        }

        public void TrialEnded(string study, Trial trial) => throw new IOException("disk full");
    }
}
