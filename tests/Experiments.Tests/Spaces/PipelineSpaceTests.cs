using Microsoft.ML;
using Microsoft.ML.AutoML;
using Microsoft.ML.SearchSpace.Option;
using MLNetTuning.Experiments.Spaces;
using MLNetTuning.Sweepers.Spaces;
using MLNetTuning.Trainers;
using HostParameter = Microsoft.ML.SearchSpace.Parameter;
using HostSpace = Microsoft.ML.SearchSpace.SearchSpace;

namespace MLNetTuning.Experiments.Tests.Spaces;

public class PipelineSpaceTests
{
    private static SweepablePipeline Pipeline(MLContext ml) =>
        ml.Transforms.Concatenate("Features", "X").Append(ml.Tuning().Trainers(PredictionTask.Binary));

    [Fact]
    public void Space_OfEachTrainer_HasOnlyItsOwnParameters()
    {
        var pipeline = Pipeline(new MLContext(1));
        var space = new PipelineSpace(pipeline.SearchSpace);
        Assert.Equal(4, space.Schemas.Count);
        foreach (var configuration in space.Defaults())
        {
            var trainer = PipelineSchema.Names(configuration.GetString(PipelineSpace.SchemaKey))[^1];
            var expected = pipeline.Estimators[trainer].SearchSpace.Keys.Select(k => $"{trainer}/{k}").Append(PipelineSpace.SchemaKey).Order(StringComparer.Ordinal);
            Assert.Equal(expected, configuration.Names.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void ToParameter_OfADefault_IsWhatMLNetCallsDefault()
    {
        var pipeline = Pipeline(new MLContext(1));
        var space = new PipelineSpace(pipeline.SearchSpace);
        foreach (var configuration in space.Defaults())
        {
            var parameter = space.ToParameter(configuration);
            var trainer = PipelineSchema.Names(configuration.GetString(PipelineSpace.SchemaKey))[^1];
            var own = pipeline.Estimators[trainer].SearchSpace;
            var expected = own.SampleFromFeatureSpace(own.Default!);
            Assert.Equal(configuration.GetString(PipelineSpace.SchemaKey), parameter[PipelineSpace.SchemaKey].AsType<string>());
            foreach (var key in own.Keys)
            {
                Assert.Equal(expected[key].ToString(), parameter[trainer][key].ToString());
            }
        }
    }

    [Fact]
    public void ToParameter_OfEveryKindOfOption_CarriesTheValue()
    {
        var host = new HostSpace
        {
            ["e0"] = new HostSpace
            {
                ["i"] = new UniformIntOption(1, 100, logBase: true),
                ["d"] = new UniformDoubleOption(-1, 1),
                ["f"] = new UniformSingleOption(0.1f, 10f, logBase: true),
                ["c"] = new ChoiceOption("a", "b", "c"),
            },
            [PipelineSpace.SchemaKey] = new ChoiceOption("e0"),
        };
        var space = new PipelineSpace(host);
        var configuration = space.Space.Complete(Configuration.Of((PipelineSpace.SchemaKey, "e0"), ("e0/i", 7L), ("e0/d", -0.25), ("e0/f", 2.5), ("e0/c", "c")));
        HostParameter own = space.ToParameter(configuration)["e0"];
        Assert.Equal(7, own["i"].AsType<int>());
        Assert.Equal(-0.25, own["d"].AsType<double>());
        Assert.Equal(2.5f, own["f"].AsType<float>());
        Assert.Equal("c", own["c"].AsType<string>());
    }

    [Theory]
    [InlineData("e0 * e1", new[] { "e0", "e1" })]
    [InlineData("e0 * (e12 * Nil) * e3", new[] { "e0", "e12", "e3" })]
    public void Names_AreTheEstimatorsInOrder(string schema, string[] expected) => Assert.Equal(expected, PipelineSchema.Names(schema));
}
