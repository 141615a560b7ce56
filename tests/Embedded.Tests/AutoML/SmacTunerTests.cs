using Microsoft.ML;
using Microsoft.ML.AutoML;
using Microsoft.ML.SearchSpace;
using Microsoft.ML.SearchSpace.Option;

namespace MLNetTuning.Embedded.Tests.AutoML;

public sealed class SmacTunerTests
{
    private static readonly SmacOptions Options = new(10, 10, 10, 2, 0.8, 5, 200, 1e-5, 4);

    [Fact]
    public void Propose_First_HasTheDefaults()
    {
        var settings = Settings(1);

        var first = new SmacTuner(settings, null, Options).Propose(new TrialSettings());

        Assert.Equal(0.9, first["x"].AsType<double>(), 9);
    }

    [Fact]
    public void Propose_LaterTrials_AreBetterThanRandomOnes()
    {
        var wins = 0;
        for (var seed = 0; seed < 5; seed++)
        {
            var settings = Settings(seed);
            var model = Losses(new SmacTuner(settings, null, Options), 60).Min();
            var random = Losses(new RandomSearchTuner(settings.SearchSpace, seed), 60).Min();
            wins += model < random ? 1 : 0;
        }

        Assert.InRange(wins, 4, 5);
    }

    [Fact]
    public void Propose_SameSeed_IsTheSame()
        => Assert.Equal(Losses(new SmacTuner(Settings(3), null, Options), 40), Losses(new SmacTuner(Settings(3), null, Options), 40));

    [Fact]
    public void Propose_TrialsThatFail_GoesOn()
    {
        var tuner = new SmacTuner(Settings(1), null, Options);
        for (var id = 0; id < 40; id++)
        {
            var trial = new TrialSettings { TrialId = id };
            trial.Parameter = tuner.Propose(trial);
            tuner.Update(new TrialResult { TrialSettings = trial, Loss = id % 3 == 0 ? double.MaxValue : id % 3 == 1 ? double.NaN : id });
        }

        Assert.NotNull(tuner.Propose(new TrialSettings()));
    }

    [Fact]
    public void Propose_EveryTrialFailed_GoesOn()
    {
        var tuner = new SmacTuner(Settings(1), null, Options);

        var all = Losses(tuner, 30, _ => double.MaxValue);

        Assert.Equal(30, all.Length);
    }

    [Fact]
    public void SetSmacTuner_Experiment_Runs()
    {
        var best = new MLContext(1).Auto().CreateExperiment()
            .AddSearchSpace("mine", Settings(0).SearchSpace)
            .SetSmacTuner(numberInitialPopulation: 5, fitModelEveryNTrials: 4, numRandomEISearchConfigurations: 50)
            .SetTrialRunner(new Runner())
            .SetMaxModelToExplore(25)
            .Run();

        Assert.True(best.Loss < 0.3);
    }

    [Fact]
    public void SetSmacTuner_BadArguments_Throws()
    {
        var experiment = new MLContext(1).Auto().CreateExperiment();

        Assert.Throws<ArgumentOutOfRangeException>(() => experiment.SetSmacTuner(numberInitialPopulation: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => experiment.SetSmacTuner(numberOfTrees: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => experiment.SetSmacTuner(splitRatio: float.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => experiment.SetSmacTuner(nMinForSpit: 1));
    }

    private static double[] Losses(ITuner tuner, int count, Func<Parameter, double>? loss = null)
    {
        var losses = new double[count];
        for (var id = 0; id < count; id++)
        {
            var trial = new TrialSettings { TrialId = id };
            trial.Parameter = tuner.Propose(trial);
            losses[id] = (loss ?? Loss)(trial.Parameter);
            tuner.Update(new TrialResult { TrialSettings = trial, Loss = losses[id] });
        }

        return losses;
    }

    private static double Loss(Parameter parameter)
        => Math.Abs(parameter["x"].AsType<double>() - 0.31) + Math.Abs(parameter["y"].AsType<double>() + 0.52) + (parameter["z"].AsType<string>() == "b" ? 0 : 0.5);

    private static AutoMLExperiment.AutoMLExperimentSettings Settings(int seed) => new()
    {
        Seed = seed,
        SearchSpace = new SearchSpace
        {
            ["x"] = new UniformDoubleOption(0, 1, false, 0.9),
            ["y"] = new UniformDoubleOption(-1, 1),
            ["z"] = new ChoiceOption("a", "b", "c"),
        },
    };

    private sealed class Runner : ITrialRunner
    {
        public Task<TrialResult> RunAsync(TrialSettings settings, CancellationToken ct)
            => Task.FromResult(new TrialResult { TrialSettings = settings, Loss = Loss(settings.Parameter["mine"]) });

        public void Dispose()
        {
        }
    }
}
