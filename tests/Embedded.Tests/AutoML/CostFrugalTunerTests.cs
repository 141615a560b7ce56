using Microsoft.ML.AutoML;
using Microsoft.ML.SearchSpace;
using Microsoft.ML.SearchSpace.Option;

namespace MLNetTuning.Embedded.Tests.AutoML;

public sealed class CostFrugalTunerTests
{
    [Fact]
    public void Propose_First_HasTheDefaults()
    {
        var first = Run(1, 1)[0].Parameter;

        Assert.Equal(0.9, first["x"].AsType<double>(), 9);
        Assert.Equal("e0", first["_SCHEMA_"].AsType<string>());
    }

    [Fact]
    public void Propose_LaterTrials_WalkToTheBest()
    {
        var losses = Run(2, 120).Select(trial => trial.Loss).ToArray();

        // The first trial, with the defaults, lies 2 off.
        Assert.Equal(2.0, losses[0], 9);
        Assert.InRange(losses.Min(), 0, 0.2);
    }

    [Fact]
    public void Propose_ChoiceOfThePipeline_IsSearched()
        => Assert.Equal(2, Run(3, 40).Select(trial => trial.Parameter["_SCHEMA_"].AsType<string>()).Distinct().Count());

    [Fact]
    public void Propose_SameSeed_IsTheSame()
        => Assert.Equal(Run(4, 20).Select(trial => trial.Loss), Run(4, 20).Select(trial => trial.Loss));

    private static List<(Parameter Parameter, double Loss)> Run(int seed, int count)
    {
        var settings = new AutoMLExperiment.AutoMLExperimentSettings
        {
            Seed = seed,
            SearchSpace = new SearchSpace
            {
                ["_SCHEMA_"] = new ChoiceOption("e0", "e1"),
                ["x"] = new UniformDoubleOption(0, 1, false, 0.9),
                ["y"] = new UniformDoubleOption(-1, 1, false, 0.9),
            },
        };
        var tuner = new CostFrugalTuner(settings);
        var trials = new List<(Parameter, double)>();
        for (var id = 0; id < count; id++)
        {
            var trial = new TrialSettings { TrialId = id };
            trial.Parameter = tuner.Propose(trial);
            var loss = Math.Abs(trial.Parameter["x"].AsType<double>() - 0.3) + Math.Abs(trial.Parameter["y"].AsType<double>() + 0.5);
            trials.Add((trial.Parameter, loss));
            tuner.Update(new TrialResult { TrialSettings = trial, Loss = loss });
        }

        return trials;
    }
}
