using Microsoft.ML;
using Microsoft.ML.AutoML;
using Microsoft.ML.SearchSpace;
using Microsoft.ML.SearchSpace.Option;

namespace MLNetTuning.Embedded.Tests.AutoML;

public sealed class PipelineTunerTests
{
    [Fact]
    public void Propose_First_EveryPipelineWithItsDefaults()
    {
        var tuner = Tuner(3);

        var first = Propose(tuner, 0, 3).ToArray();

        Assert.Equal(["e0 * e1", "e0 * e2", "e0 * e3"], first.Select(Schema).Order(StringComparer.Ordinal));
        Assert.All(first, parameter => Assert.Equal(0.01, parameter["_pipeline_"]["e1"]["rate"].AsType<double>(), 9));
    }

    [Fact]
    public void Propose_Combinations_BeginWithEveryEstimatorOnceAndReachTheOthersLater()
    {
        var ml = new MLContext(1);
        SweepableEstimator Step() => new((_, _) => null!, new SearchSpace { ["x"] = new UniformDoubleOption(0, 1) });
        var settings = new AutoMLExperiment.AutoMLExperimentSettings { Seed = 1 };
        ml.Auto().CreateExperiment(settings).SetPipeline(new SweepablePipeline().Append(Step(), Step()).Append(Step(), Step(), Step()));

        var all = Propose(new PipelineTuner(settings), 0, 80).Select(Schema).ToArray();

        Assert.Equal(["e0 * e2", "e0 * e3", "e0 * e4", "e1 * e2"], all[..4]);
        Assert.Equal(["e0 * e2", "e0 * e3", "e0 * e4", "e1 * e2", "e1 * e3", "e1 * e4"], all.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Propose_Always_LiesInTheSpaceAndVaries()
    {
        var settings = Settings(3);
        var tuner = new PipelineTuner(settings);

        var all = Propose(tuner, 0, 60).ToArray();

        Assert.All(all, parameter => Assert.Equal(settings.SearchSpace.FeatureSpaceDim, settings.SearchSpace.MappingToFeatureSpace(parameter).Length));
        Assert.Equal(60, all.Select(parameter => parameter.ToString()).Distinct().Count());
    }

    [Fact]
    public void Propose_LaterTrials_LieNearTheBest()
    {
        var tuner = Tuner(1);

        var all = Propose(tuner, 0, 120, parameter => Math.Abs(Math.Log10(parameter["_pipeline_"]["e1"]["rate"].AsType<double>()) + 3)).ToArray();

        double Distance(Parameter parameter) => Math.Abs(Math.Log10(parameter["_pipeline_"]["e1"]["rate"].AsType<double>()) + 3);
        // Before the search has converged and begins anew, farther off.
        Assert.True(all[40..80].Average(Distance) < 0.2 * all[..20].Average(Distance));
    }

    [Fact]
    public void Propose_NothingBetter_StaysNearTheDefaults()
    {
        var settings = Settings(1);
        var start = settings.SearchSpace.Default!;

        var all = Propose(new PipelineTuner(settings), 0, 30, _ => 1).Select(settings.SearchSpace.MappingToFeatureSpace).ToArray();

        // The first step is 0.1 times the root of the number of coordinates, four here, and it only shrinks. Whole numbers round down.
        Assert.All(all, point => Assert.All(point.Zip(start), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, 0.21 + 0.125)));
    }

    [Fact]
    public void Propose_PipelineThatFails_IsTriedLess()
    {
        var all = Propose(Tuner(2), 0, 60, parameter => Schema(parameter) == "e0 * e1" ? double.MaxValue : 1).ToArray();

        Assert.True(all.Count(parameter => Schema(parameter) == "e0 * e1") < 20);
    }

    [Fact]
    public void Propose_SameSeed_IsTheSame()
        => Assert.Equal(Propose(Tuner(2), 0, 20).Select(parameter => parameter.ToString()), Propose(Tuner(2), 0, 20).Select(parameter => parameter.ToString()));

    [Fact]
    public void Propose_SpaceUsedUp_RepeatsTheBest()
    {
        var settings = new AutoMLExperiment.AutoMLExperimentSettings { Seed = 1, SearchSpace = new SearchSpace { ["kind"] = new ChoiceOption("a", "b") } };
        var tuner = new PipelineTuner(settings);

        var all = Propose(tuner, 0, 4, parameter => parameter["kind"].AsType<string>() == "b" ? 0 : 1).Select(parameter => parameter["kind"].AsType<string>()).ToArray();

        Assert.Equal(["a", "b"], all[..2].Order(StringComparer.Ordinal));
        Assert.Equal(["b", "b"], all[2..]);
    }

    [Fact]
    public void Propose_WithAHistory_RepeatsNoneOfIt()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            var settings = Settings(2);
            var tried = Propose(new PipelineTuner(settings), 0, 10, parameter => parameter["_pipeline_"]["e1"]["rate"].AsType<double>()).ToArray();
            var history = new TrialHistory(path, settings.SearchSpace);
            for (var i = 0; i < tried.Length; i++)
            {
                history.Add(new TrialResult { TrialSettings = new TrialSettings { TrialId = i, Parameter = tried[i] }, Loss = i });
            }

            var next = Propose(new PipelineTuner(settings, new TrialHistory(path, settings.SearchSpace)), 10, 10).ToArray();

            Assert.Empty(tried.Select(Text).Intersect(next.Select(Text)));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Propose_EmptySpace_GivesAnEmptyParameter()
        => Assert.All(Propose(new PipelineTuner(new AutoMLExperiment.AutoMLExperimentSettings { Seed = 1 }), 0, 3), Assert.Empty);

    private static PipelineTuner Tuner(int choices) => new(Settings(choices));

    private static AutoMLExperiment.AutoMLExperimentSettings Settings(int choices)
    {
        SweepableEstimator Estimator() => new((_, _) => null!, new SearchSpace { ["rate"] = new UniformDoubleOption(1e-4, 1, true, 0.01), ["depth"] = new UniformIntOption(1, 9) });
        var pipeline = Estimator().Append([.. Enumerable.Range(0, choices).Select(_ => Estimator())]);
        return new AutoMLExperiment.AutoMLExperimentSettings { Seed = 3, SearchSpace = new SearchSpace { ["_pipeline_"] = pipeline.SearchSpace } };
    }

    private static IEnumerable<Parameter> Propose(PipelineTuner tuner, int start, int count, Func<Parameter, double>? loss = null)
    {
        for (var i = start; i < start + count; i++)
        {
            var settings = new TrialSettings { TrialId = i };
            settings.Parameter = tuner.Propose(settings);
            yield return settings.Parameter;
            tuner.Update(new TrialResult { TrialSettings = settings, Loss = loss?.Invoke(settings.Parameter) ?? i });
        }
    }

    private static string Text(Parameter parameter)
    {
        var schema = Schema(parameter);
        var names = schema.Split(" * ");
        return string.Join(' ', names.Select(name => FormattableString.Invariant(
            $"{name} {parameter["_pipeline_"][name]["rate"].AsType<double>():G8} {parameter["_pipeline_"][name]["depth"]}")));
    }

    private static string Schema(Parameter parameter) => parameter["_pipeline_"]["_SCHEMA_"].AsType<string>();
}
