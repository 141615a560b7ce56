using System.Text.Json;
using Microsoft.ML.SearchSpace;
using Microsoft.ML.SearchSpace.Option;
using SearchSpace = Microsoft.ML.SearchSpace.SearchSpace;

namespace MLNetTuning.Host.Tests.AutoML;

public sealed class SearchSpaceTests
{
    [Fact]
    public void Constructor_OfType_ReadsItsAttributes()
    {
        var space = new SearchSpace<Options>();

        Assert.Equal(["alpha", "epochs", "inner", "kind", "nesterov", "rate"], space.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(6, space.FeatureSpaceDim);
        Assert.Equal(6, space.Default!.Length);
        Assert.True(Assert.IsType<UniformDoubleOption>(space["rate"]).LogBase);
        Assert.Equal(50, Assert.IsType<UniformIntOption>(space["epochs"]).Max);
        Assert.Equal(3, Assert.IsType<ChoiceOption>(space["kind"]).Choices.Length);
    }

    [Fact]
    public void SampleFromFeatureSpace_Default_GivesTheAttributesDefaults()
    {
        var space = new SearchSpace<Options>();

        var options = space.SampleFromFeatureSpace(space.Default!);

        Assert.Equal(0.01, options.rate, 9);
        Assert.Equal(DayOfWeek.Tuesday, options.kind);
        Assert.False(options.nesterov);
        Assert.Equal(0.5f, options.inner.alpha, 5);
    }

    [Fact]
    public void SampleFromFeatureSpace_DefaultOption_KeepsWhatIsNotSearched()
    {
        var space = new SearchSpace<Options>(new Options { label = "Churn", rate = 0.5 });

        var options = space.SampleFromFeatureSpace(space.Default!);

        Assert.Equal("Churn", options.label);
        Assert.Equal(0.01, options.rate, 9);
    }

    [Fact]
    public void MappingToFeatureSpace_OfASample_GivesThePointBack()
    {
        var space = new SearchSpace<Options>();
        var point = new[] { 0.25, 0.5, 0.75, 0.5, 0, 0.3 };

        var again = space.MappingToFeatureSpace(((SearchSpace)space).SampleFromFeatureSpace(point));

        Assert.Equal(6, again.Length);
        Assert.Equal(0.25, again[0], 6);
        Assert.Equal(0.3, again[5], 6);
    }

    [Theory]
    [InlineData(0, """{"I":1,"Dd":0.1,"Fl":0,"C":1,"S":"a","Bo":true,"N":{"X":2},"Plain":"p"}""")]
    [InlineData(0.5, """{"I":10,"Dd":1,"Fl":0.5,"C":2,"S":"b","Bo":false,"N":{"X":5},"Plain":"p"}""")]
    [InlineData(1, """{"I":100,"Dd":10,"Fl":1,"C":3,"S":"b","Bo":false,"N":{"X":8},"Plain":"p"}""")]
    public void SampleFromFeatureSpace_EveryAttribute_HasThatJson(double position, string json)
    {
        var space = new SearchSpace<Every>();

        var sample = space.SampleFromFeatureSpace([.. Enumerable.Repeat(position, space.FeatureSpaceDim)]);

        Assert.Equal(json, JsonSerializer.Serialize(Parameter.FromObject(sample)));
    }

    [Fact]
    public void Step_EveryAttribute_TellsTheNumberOfChoices()
        => Assert.Equal([2, 3, null, null, null, null, 2], new SearchSpace<Every>().Step);

    [Fact]
    public void Add_ByHand_NestsUnderNames()
    {
        var inner = new SearchSpace { ["x"] = new UniformIntOption(0, 10) };
        var space = new SearchSpace { { "a", inner }, { "b", new ChoiceOption(1, 2, 3) } };

        var sample = space.SampleFromFeatureSpace([0.5, 0.9]);

        Assert.Equal(2, space.FeatureSpaceDim);
        Assert.Equal([null, 3], space.Step);
        Assert.Equal(5, sample["a"]["x"].AsType<int>());
        Assert.Equal(3, sample["b"].AsType<int>());
    }

    [Fact]
    public void GetHashCode_SameOptions_IsTheSame()
    {
        SearchSpace Make(double max) => new() { ["a"] = new UniformDoubleOption(0, max) };

        Assert.Equal(Make(1).GetHashCode(), Make(1).GetHashCode());
        Assert.NotEqual(Make(1).GetHashCode(), Make(2).GetHashCode());
    }

#pragma warning disable IDE1006 // Lower-case names sort the same in every culture, which decides the order of coordinates.
    public sealed class Options
    {
        [Range(1e-4, 1.0, 0.01, logBase: true)]
        public double rate { get; set; } = 0.1;

        [Range(5, 50)]
        public int epochs { get; set; }

        [Choice(new object[] { DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Friday }, DayOfWeek.Tuesday)]
        public DayOfWeek kind { get; set; }

        [BooleanChoice(false)]
        public bool nesterov { get; set; }

        [Range(0f, 1f)]
        public float alpha { get; set; }

        [NestOption]
        public Inner inner { get; set; } = new();

        public string label { get; set; } = "Label";
    }

    public sealed class Inner
    {
        [Range(0f, 1f, 0.5f)]
        public float alpha { get; set; }
    }
#pragma warning restore IDE1006

    private sealed class Every
    {
        [Range(1, 100, init: 10, logBase: true)]
        public int I { get; set; } = 5;

        [Range(0.1, 10.0, logBase: true)]
        public double Dd { get; set; }

        [Range(0f, 1f)]
        public float Fl { get; set; }

        [Choice(1, 2, 3)]
        public int C { get; set; }

        [Choice("a", "b")]
        public string S { get; set; } = "b";

        [BooleanChoice(true)]
        public bool Bo { get; set; }

        [NestOption]
        public Inner N { get; set; } = new();

        public string Plain { get; set; } = "p";

        internal sealed class Inner
        {
            [Range(2, 8)]
            public int X { get; set; } = 3;
        }
    }
}
