using System.Globalization;
using MLNetTuning.Sweepers.Spaces;

namespace MLNetTuning.Sweepers.Tests.Spaces;

public class SearchSpaceTests
{
    [Fact]
    public void Constructor_SeveralMistakes_ReportsThemTogether()
    {
        var error = Assert.Throws<ArgumentException>(() => new SearchSpace(
            new IntParameter("a", 1, 5000),
            new IntParameter("a", 1, 5000),
            new BoolParameter("b") { Condition = Condition.On("later", true) },
            new BoolParameter("c") { Condition = Condition.On("a", 1) },
            new ChoiceParameter("later", "x", "y"),
            new BoolParameter("d") { Condition = Condition.On("later", "z") }));
        Assert.Equal(
            "The search space has 4 errors:\n- the name 'a' occurs twice. Give each parameter its own name.\n"
            + "- 'b' is conditioned on 'later', which is not declared before it. Declare the parent first.\n"
            + "- 'c' is conditioned on 'a', which is a range. Allowed parents: choices, booleans and whole numbers of at most 1000 values.\n"
            + "- 'd' is conditioned on a value that cannot occur: 'z' is not a value of 'later'. Allowed: one of x, y.",
            error.Message);
    }

    [Fact]
    public void FromUnit_InactiveParameters_AreAbsent()
    {
        var trees = TestSpaces.Mixed.FromUnit([0.5, 0, 0, 0, 0, 0.5, 0.5, 0.5]);
        Assert.Equal(["trainer", "leaves", "rows", "l2"], trees.Names);
        var plain = TestSpaces.Mixed.FromUnit([0, 0, 0, 0.1, double.NaN, 0.5, 0.5, 0.5]);
        Assert.Equal(["trainer", "rate", "beta", "norm", "l2"], plain.Names);
    }

    [Fact]
    public void ToUnit_InactiveParameters_AreNaN()
    {
        var point = TestSpaces.Mixed.ToUnit(TestSpaces.Mixed.FromUnit([0.9, 0, 0, 0, 0, 0, 0, 0.5]));
        Assert.Equal([false, true, true, true, true, true, true, false], point.Select(double.IsNaN));
        Assert.Equal(0.5, point[7]);
    }

    [Fact]
    public void Violations_OfAWrongConfiguration_NameEach()
    {
        var wrong = Configuration.Of(("trainer", "trees"), ("leaves", 500), ("rate", 0.01), ("width", 3));
        Assert.Equal(
        [
            "'500' is not a value of 'leaves'. Allowed: whole numbers in [4, 128] on a Log scale.",
            "'width' is not a parameter of the space. It has: trainer, rate, beta, norm, momentum, leaves, rows, l2.",
            "'rate' is given but not active: its condition is trainer in {network}. Leave it out.",
            "'rows' is missing. Allowed: whole numbers in [5, 50] in steps of 5.",
            "'l2' is missing. Allowed: [-1, 1].",
        ],
        TestSpaces.Mixed.Violations(wrong));
        Assert.Contains("5 errors", Assert.Throws<ArgumentException>(() => TestSpaces.Mixed.Validate(wrong)).Message);
    }

    [Fact]
    public void Complete_PartOfAConfiguration_FillsAndDrops()
    {
        var full = TestSpaces.Mixed.Complete(Configuration.Of(("l2", 0.5), ("trainer", "trees"), ("rate", 0.01)));
        Assert.Equal(["trainer", "leaves", "rows", "l2"], full.Names);
        Assert.Empty(TestSpaces.Mixed.Violations(full));
        Assert.Empty(TestSpaces.Mixed.Violations(TestSpaces.Mixed.Default));
    }

    [Fact]
    public void Cardinality_OfConditions_CountsWhatCanOccur()
    {
        Assert.Equal(5, TestSpaces.Small.Cardinality);
        Assert.Null(TestSpaces.Mixed.Cardinality);
        Assert.Null(new SearchSpace(Enumerable.Range(0, 63).Select(i => new BoolParameter("b" + i))).Cardinality);
        Assert.Equal(1L << 61, new SearchSpace(Enumerable.Range(0, 61).Select(i => new BoolParameter("b" + i))).Cardinality);
    }

    [Theory]
    [InlineData("en-US")]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    public void ToJson_UnderAnyCulture_ReadsBackTheSame(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            string json = TestSpaces.Mixed.ToJson();
            Assert.Equal(json, SearchSpace.FromJson(json).ToJson());
            var configuration = TestSpaces.Mixed.FromUnit([0.1, 0.123, 0.77, 0.9, 0.5, 0, 0, 0.3]);
            Assert.Equal(configuration, Configuration.FromJson(configuration.ToJson()));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("{\"version\":3,\"parameters\":[]}")]
    [InlineData("{\"version\":1,\"parameters\":[{\"name\":\"x\",\"type\":\"float\",\"min\":2,\"max\":1,\"scale\":\"Linear\"}]}")]
    public void FromJson_OfSomethingElse_ThrowsFormatException(string json) =>
        Assert.Throws<FormatException>(() => SearchSpace.FromJson(json));
}
