using Microsoft.ML.AutoML;
using MLNetTuning.Experiments.Reports;
using MLNetTuning.Experiments.Trainers;
using MLNetTuning.Experiments.Tuning;
using Spectre.Console;

namespace MLNetTuning.Experiments.Tests.Reports;

public class SearchProgressTests
{
    private readonly SearchProgress _progress = new(AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(TextWriter.Null) }), null);

    [Fact]
    public async Task RunAsync_AllTrialsFailed_SaysWhyTheFirstDid()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => _progress.RunAsync<TrialResult>(() =>
        {
            _progress.Report(new TuningProgress(1, null, TimeSpan.Zero, Failed("no such column"), null));
            _progress.Report(new TuningProgress(2, null, TimeSpan.Zero, Failed("another reason"), null));
            throw new TimeoutException("Training time finished without completing a successful trial.");
        }));
        Assert.Equal("No trial of 2 succeeded. The first failed with: no such column", error.Message);
    }

    [Fact]
    public async Task RunAsync_NoTrialEnded_LeavesTheTimeout() =>
        await Assert.ThrowsAsync<TimeoutException>(() => _progress.RunAsync<TrialResult>(() => throw new TimeoutException()));

    private static TrialRecord Failed(string error) => new()
    {
        Id = 0,
        Trainer = "FastTree",
        Family = TrainerFamily.Trees,
        Parameters = string.Empty,
        Budget = 1,
        Horizon = 15,
        Score = double.NaN,
        ScoreDeviation = double.NaN,
        Seconds = 0,
        Error = error,
    };
}
