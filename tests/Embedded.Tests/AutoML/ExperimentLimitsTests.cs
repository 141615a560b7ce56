using Microsoft.ML;
using Microsoft.ML.AutoML;
using Microsoft.ML.SearchSpace;
using Microsoft.ML.SearchSpace.Option;

namespace MLNetTuning.Embedded.Tests.AutoML;

public sealed class ExperimentLimitsTests
{
    [Fact]
    public async Task SetTrainingTimeInSeconds_TimeIsUp_CancelsTheRunningTrialAndKeepsTheEnded()
    {
        var clock = new HandClock();
        var experiment = Experiment(async (id, token) =>
        {
            if (id == 2)
            {
                clock.Advance(TimeSpan.FromSeconds(31));
                await Task.Delay(Timeout.Infinite, token);
            }

            return id;
        });
        experiment.Clock = clock;

        var best = await experiment.SetTrainingTimeInSeconds(30).RunAsync();

        Assert.Equal(0, best.TrialSettings.TrialId);
        Assert.Equal(clock.GetUtcNow().UtcDateTime - TimeSpan.FromSeconds(31), best.TrialSettings.EndedAtUtc);
    }

    [Fact]
    public void SetMaximumMemoryUsageInMegaByte_Passed_FailsTheTrialOnly()
    {
        var experiment = Experiment(async (_, token) =>
        {
            await Task.Delay(Timeout.Infinite, token);
            return 0;
        });

        var exception = Assert.Throws<AggregateException>(() => experiment.SetMaximumMemoryUsageInMegaByte(1).SetMaxModelToExplore(2).Run());

        Assert.IsType<TimeoutException>(exception.InnerException);
    }

    [Fact]
    public void Run_Measured_TellsThePeaks()
    {
        var best = Experiment((id, _) => Task.FromResult((double)id)).SetMaxModelToExplore(1).Run();

        Assert.InRange(best.PeakCpu!.Value, 0, 1);
        Assert.True(best.PeakMemoryInMegaByte > 1);
    }

    [Fact]
    public void Run_NothingSet_TellsWhatToCall()
    {
        var experiment = new MLContext(1).Auto().CreateExperiment().SetMaxModelToExplore(1);

        Assert.Contains("SetTuner", Assert.Throws<AggregateException>(experiment.Run).InnerException!.Message);
        Assert.Contains("SetTrialRunner", Assert.Throws<AggregateException>(experiment.SetRandomSearchTuner(1).Run).InnerException!.Message);
    }

    [Fact]
    public void Set_BadLimits_Throws()
    {
        var experiment = new MLContext(1).Auto().CreateExperiment();

        Assert.Throws<ArgumentOutOfRangeException>(() => experiment.SetTrainingTimeInSeconds(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => experiment.SetMaxModelToExplore(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => experiment.SetMaximumMemoryUsageInMegaByte(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => experiment.SetGridSearchTuner(0));
    }

    private static AutoMLExperiment Experiment(Func<int, CancellationToken, Task<double>> loss) => new MLContext(1).Auto().CreateExperiment()
        .AddSearchSpace("mine", new SearchSpace { ["x"] = new UniformDoubleOption(0, 1) })
        .SetRandomSearchTuner(1)
        .SetTrialRunner(new Runner(loss));

    private sealed class Runner(Func<int, CancellationToken, Task<double>> loss) : ITrialRunner
    {
        public async Task<TrialResult> RunAsync(TrialSettings settings, CancellationToken ct)
            => new() { TrialSettings = settings, Loss = await loss(settings.TrialId, ct) };

        public void Dispose()
        {
        }
    }
}
