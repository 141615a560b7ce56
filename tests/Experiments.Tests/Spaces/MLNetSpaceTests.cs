using Microsoft.ML;
using Microsoft.ML.AutoML;
using Microsoft.ML.SearchSpace.Option;
using MLNetTuning.Experiments.Spaces;
using MLNetTuning.Sweepers;
using MLNetTuning.Sweepers.Spaces;
using MLNetTuning.Sweepers.Studies;
using HostParameter = Microsoft.ML.SearchSpace.Parameter;
using HostSpace = Microsoft.ML.SearchSpace.SearchSpace;
using SearchSpace = MLNetTuning.Sweepers.Spaces.SearchSpace;

namespace MLNetTuning.Experiments.Tests.Spaces;

public class MLNetSpaceTests
{
    private static readonly HostSpace _nested = new()
    {
        ["rate"] = new UniformDoubleOption(1e-4, 1, logBase: true, defaultValue: 0.01),
        ["inner"] = new HostSpace
        {
            ["beta"] = new ReverseLogOption(0.9, 0.9999, 0.99),
            ["units"] = new UniformIntOption(8, 64),
            ["flag"] = new ChoiceOption(true, false),
            ["size"] = new ChoiceOption([16, 32, 64], 32),
        },
    };

    [Fact]
    public void Space_OfNestedOptions_HasScalesAndDefaults()
    {
        var space = new MLNetSpace(_nested).Space;
        Assert.Equal(["inner/beta", "inner/flag", "inner/size", "inner/units", "rate"], space.Parameters.Select(p => p.Name));
        Assert.Equal(Scale.Log, ((FloatParameter)space["rate"]).Scale);
        Assert.Equal(Scale.ReverseLog, ((FloatParameter)space["inner/beta"]).Scale);
        Assert.Equal(0.99, space["inner/beta"].DefaultValue.ToDouble(), 9);
        Assert.Equal(32L, space["inner/size"].DefaultValue);
    }

    [Fact]
    public void ToConfiguration_OfToParameter_IsTheSame()
    {
        var space = new MLNetSpace(_nested);
        var study = new Study(space.Space, Sweeper.Random());
        study.Run(_ => 0, new RunOptions { MaxTrials = 50 });
        foreach (var trial in study.Trials)
        {
            var parameter = space.ToParameter(trial.Configuration);
            Assert.Equal(trial.Configuration.GetDouble("inner/beta"), parameter["inner"]["beta"].AsType<double>());
            Assert.Equal(trial.Configuration, space.ToConfiguration(parameter));
        }
    }

    [Fact]
    public void Space_OfPipelineChoiceBelow_MakesParametersConditional()
    {
        var host = new HostSpace
        {
            ["_pipeline_"] = new HostSpace
            {
                ["_SCHEMA_"] = new ChoiceOption("e0 * e1", "e0 * e2"),
                ["e0"] = new HostSpace(),
                ["e1"] = new HostSpace { ["width"] = new UniformIntOption(1, 9) },
                ["e2"] = new HostSpace { ["leaves"] = new UniformIntOption(2, 9) },
            },
        };
        var space = new MLNetSpace(host);
        Assert.Equal("_pipeline_/_SCHEMA_ in {e0 * e2}", space.Space["_pipeline_/e2/leaves"].Condition!.ToString());
        var parameter = space.ToParameter(Configuration.Of(("_pipeline_/_SCHEMA_", "e0 * e2"), ("_pipeline_/e2/leaves", 7)));
        Assert.Equal(7, parameter["_pipeline_"]["e2"]["leaves"].AsType<int>());
        Assert.Equal(["_pipeline_/_SCHEMA_", "_pipeline_/e2/leaves"], space.ToConfiguration(parameter).Names);
    }

    [Fact]
    public void ToMLNet_EveryKind_SamplesWithinTheSpaceAndComesBack()
    {
        var space = new SearchSpace(
            new ChoiceParameter("kind", "a", "b"),
            new ChoiceParameter("size", 1, 2.5),
            new BoolParameter("flag") { Default = true },
            new FloatParameter("rate", 1e-4, 1, Scale.Log) { Default = 0.01 },
            new FloatParameter("beta", 0.9, 0.9999, Scale.ReverseLog),
            new FloatParameter("share", 0, 1) { Step = 0.25, Condition = Condition.On("kind", "b") },
            new IntParameter("width", 32, 512, Scale.Log) { StepFactor = 2 },
            new IntParameter("n", 1, 9));
        var host = space.ToMLNet();
        Assert.Equal(8, host.FeatureSpaceDim);
        Assert.Equal(space.Default, space.FromMLNet(host.SampleFromFeatureSpace(host.Default!)));
        var random = new Random(1);
        for (int i = 0; i < 200; i++)
        {
            double[] point = [.. Enumerable.Range(0, 8).Select(_ => random.NextDouble())];
            var configuration = space.FromMLNet(host.SampleFromFeatureSpace(point));
            Assert.Empty(space.Violations(configuration));
        }
    }

    [Fact]
    public void ToMLNet_WithConstraints_IsRefused()
    {
        var space = new SearchSpace(new IntParameter("n", 1, 9)).Where("n != 3");
        Assert.Contains("'n != 3'", Assert.Throws<InvalidOperationException>(() => space.ToMLNet()).Message);
    }

    [Fact]
    public void ReverseLogOption_Coordinates_AreUniformInTheLogOfTheDistanceToOne()
    {
        var option = new ReverseLogOption(0.9, 0.9999, 0.999);
        Assert.Equal([2.0 / 3], option.Default!.Select(v => Math.Round(v, 12)).Select(v => Math.Abs(v - 2.0 / 3) < 1e-9 ? 2.0 / 3 : v));
        Assert.Equal([0.9, 0.99, 0.999, 0.9999], Enumerable.Range(0, 4).Select(i => Math.Round(option.SampleFromFeatureSpace([i / 3.0]).AsType<double>(), 9)));
        Assert.Equal(0.42, option.MappingToFeatureSpace(option.SampleFromFeatureSpace([0.42]))[0], 9);
        Assert.Throws<ArgumentException>(() => option.MappingToFeatureSpace(HostParameter.FromDouble(0.5)));
        Assert.Throws<ArgumentException>(() => option.SampleFromFeatureSpace([1.5]));
        Assert.Contains("0 <= min < max < 1", Assert.Throws<ArgumentException>(() => new ReverseLogOption(0.9, 1)).Message);
    }

    [Theory]
    [InlineData("random")]
    [InlineData("grid")]
    [InlineData("costfrugal")]
    [InlineData("smac")]
    public async Task ReverseLogOption_UnderMLNetsOwnTuners_IsSampledOverItsRange(string tuner)
    {
        var ml = new MLContext(1);
        var runner = new RecordingRunner();
        var experiment = ml.Auto().CreateExperiment()
            .SetTrialRunner(runner)
            .SetMaxModelToExplore(12)
            .AddSearchSpace("beta", new HostSpace { ["value"] = new ReverseLogOption(0.9, 0.9999), ["width"] = new ParameterOption(new IntParameter("width", 32, 512, Scale.Log) { StepFactor = 2 }) });
        experiment = tuner switch
        {
            "random" => experiment.SetRandomSearchTuner(1),
            "grid" => experiment.SetGridSearchTuner(4),
            "costfrugal" => experiment.SetCostFrugalTuner(),
            "smac" => experiment.SetSmacTuner(numberInitialPopulation: 4, numberOfTrees: 4),
            _ => experiment.SetCostFrugalTuner(),
        };
        await experiment.RunAsync();
        Assert.NotEmpty(runner.Values);
        Assert.All(runner.Values, v => Assert.InRange(v, 0.9, 0.9999));
        Assert.True(tuner == "grid" || runner.Values.Distinct().Count() > 3);
    }

    private sealed class RecordingRunner : ITrialRunner
    {
        internal List<double> Values { get; } = [];

        public Task<TrialResult> RunAsync(TrialSettings settings, CancellationToken ct)
        {
            double value = settings.Parameter["beta"]["value"].AsType<double>();
            Values.Add(value);
            return Task.FromResult(new TrialResult { TrialSettings = settings, Loss = Math.Abs(value - 0.99), Metric = value, DurationInMilliseconds = 1 });
        }

        public void Dispose()
        {
        }
    }
}
