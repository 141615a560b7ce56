using Microsoft.ML;
using Microsoft.ML.AutoML;
using Microsoft.ML.Data;
using Microsoft.ML.SearchSpace;
using Microsoft.ML.SearchSpace.Option;
using SearchSpace = Microsoft.ML.SearchSpace.SearchSpace;

namespace MLNetTuning.Host.Tests.AutoML;

public sealed class SweepablePipelineTests
{
    private readonly MLContext _context = new(1);

    [Fact]
    public void SearchSpace_OfAChoice_HoldsAnEntryForEachEstimatorAndTheSchema()
    {
        var pipeline = new NamedEstimator("start").Append(Sweepable("a"), Sweepable("b"));

        Assert.Equal(["_SCHEMA_", "e0", "e1", "e2"], pipeline.SearchSpace.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(["e0 * e1", "e0 * e2"], Schemas(pipeline));
        Assert.Equal(["e0", "e1", "e2"], pipeline.Estimators.Keys);
    }

    [Fact]
    public void Append_OfChoices_MultipliesOut()
    {
        var pipeline = Sweepable("a").Append(Sweepable("b"), Sweepable("c")).Append(Sweepable("d"), Sweepable("e"));

        Assert.Equal(["e0 * e1 * e3", "e0 * e1 * e4", "e0 * e2 * e3", "e0 * e2 * e4"], Schemas(pipeline).Order(StringComparer.Ordinal));
        Assert.Equal("e0 * e1 * e3", Schemas(pipeline)[0]);
    }

    [Fact]
    public void Append_OfPipelines_RenamesTheirEstimators()
    {
        var first = Sweepable("a").Append(Sweepable("b"), Sweepable("c"));
        var second = Sweepable("d").Append(Sweepable("e"));

        var pipeline = first.Append(second);

        Assert.Equal(["e0 * e1 * e3 * e4", "e0 * e2 * e3 * e4"], Schemas(pipeline).Order(StringComparer.Ordinal));
        Assert.Equal(["e0 * e1", "e0 * e2"], Schemas(first));
    }

    [Fact]
    public void Append_OfEveryKind_KeepsTheOrder()
    {
        IEstimator<ITransformer> plain = new NamedEstimator("plain");
        var pipeline = Sweepable("a").Append(plain);

        Assert.Equal("e0 * e1", Assert.Single(Schemas(pipeline)));
        Assert.Equal("e0 * e1 * e2", Assert.Single(Schemas(plain.Append(pipeline))));
        Assert.Equal("e0 * e1 * e2", Assert.Single(Schemas(Sweepable("b").Append(pipeline))));
        Assert.Equal("e0 * e1 * e2", Assert.Single(Schemas(pipeline.Append(plain))));
        Assert.Equal("e0 * e1", Assert.Single(Schemas(plain.Append(Sweepable("c")))));
    }

    [Fact]
    public void BuildFromOption_ChosenSchema_BuildsItsEstimatorsFromTheirParameters()
    {
        var built = new List<string>();
        var pipeline = Sweepable("a", built).Append(Sweepable("b", built), Sweepable("c", built));
        var parameter = pipeline.SearchSpace.SampleFromFeatureSpace(pipeline.SearchSpace.Default!);
        parameter["_SCHEMA_"] = Parameter.FromString("e0 * e2");
        parameter["e2"]["Depth"] = Parameter.FromInt(7);

        var chain = pipeline.BuildFromOption(_context, parameter);

        Assert.IsType<EstimatorChain<ITransformer>>(chain);
        Assert.Equal(["a 3", "c 7"], built);
    }

    [Fact]
    public void BuildSweepableEstimatorPipeline_OneSchema_KeepsItsEstimatorsOnly()
    {
        var pipeline = Sweepable("a").Append(Sweepable("b"), Sweepable("c"));

        var narrowed = pipeline.BuildSweepableEstimatorPipeline("e0 * e2");

        Assert.Equal(["e0", "e2"], narrowed.Estimators.Keys);
        Assert.Equal("e0 * e2", Assert.Single(Schemas(narrowed)));
    }

    [Fact]
    public void BuildFromOption_OfASubclass_IsUsed()
    {
        var built = new List<string>();
        var pipeline = Sweepable("a", built).Append(new OwnEstimator(built));
        var parameter = pipeline.SearchSpace.SampleFromFeatureSpace(pipeline.SearchSpace.Default!);

        pipeline.BuildFromOption(_context, parameter);

        Assert.Equal(["a 3", "own 0.5"], built);
    }

    private static string[] Schemas(SweepablePipeline pipeline)
        => [.. ((ChoiceOption)pipeline.SearchSpace["_SCHEMA_"]).Choices.Select(choice => choice.AsType<string>())];

    private SweepableEstimator Sweepable(string name, List<string>? built = null) => _context.Auto().CreateSweepableEstimator(
        (context, options) =>
        {
            built?.Add($"{name} {options.Depth}");
            return new NamedEstimator(name);
        },
        new SearchSpace<DepthOptions>());

    public sealed class DepthOptions
    {
        [Range(1, 9, 3)]
        public int Depth { get; set; }
    }

    private sealed class OwnEstimator : SweepableEstimator
    {
        private readonly List<string> _built;

        public OwnEstimator(List<string> built)
        {
            _built = built;
            SearchSpace = new SearchSpace { ["Rate"] = new UniformDoubleOption(0, 1, false, 0.5) };
        }

        public override IEstimator<ITransformer> BuildFromOption(MLContext context, Parameter param)
        {
            _built.Add(FormattableString.Invariant($"own {param["Rate"].AsType<double>()}"));
            return new NamedEstimator("own");
        }
    }
}
