using MLNetTuning.Sweepers.Spaces;

namespace MLNetTuning.Sweepers.Tests.Spaces;

public class ConstraintTests
{
    private static readonly Configuration _point = Configuration.Of(("width", 64), ("depth", 3), ("optimizer", "sgd"), ("norm", true), ("a/b", 0.5));

    [Theory]
    [InlineData("width * depth <= 192", true)]
    [InlineData("width * depth < 192", false)]
    [InlineData("width / 2 - depth == 29", true)]
    [InlineData("width == 64.0", true)]
    [InlineData("2 + depth * 2 == 8", true)]
    [InlineData("(2 + depth) * 2 == 10", true)]
    [InlineData("-depth < -2.5e0", true)]
    [InlineData("8 - 2 - 1 == 5", true)]
    [InlineData("optimizer == 'sgd' and norm", true)]
    [InlineData("optimizer != 'sgd' or not norm", false)]
    [InlineData("not (optimizer == 'adam') and [a/b] > 0.1", true)]
    [InlineData("width > 100 or depth > 100 or norm == true", true)]
    [InlineData("width / 0 > 1e300", true)]
    public void Parse_Expression_HoldsAsItReads(string expression, bool expected) => Assert.Equal(expected, Constraint.Parse(expression).Holds(_point));

    [Theory]
    [InlineData("width <=", "ends where a name, a number or a text should stand")]
    [InlineData("(width < 3", "ends where ')' should stand")]
    [InlineData("width < 3 depth", "'depth' at position 10, where the end should stand")]
    [InlineData("width ~ 3", "'~' at position 6")]
    [InlineData("< 3", "'<' at position 0")]
    public void Parse_SomethingElse_SaysWhere(string expression, string message) =>
        Assert.Contains(message, Assert.Throws<FormatException>(() => Constraint.Parse(expression)).Message);

    [Fact]
    public void Holds_AnInactiveParameter_IsNoReasonToRefuse()
    {
        var space = TestSpaces.Mixed.Where("rate < 1e-9").Where("small leaves", c => c.GetInt32("leaves") < 2, "leaves");
        Assert.True(space.IsFeasible(space.Complete(Configuration.Of(("trainer", "linear")))));
        Assert.False(space.IsFeasible(space.Complete(Configuration.Of(("trainer", "network")))));
        Assert.False(space.IsFeasible(space.Complete(Configuration.Of(("trainer", "trees")))));
    }

    [Fact]
    public void Space_WithWrongConstraints_ReportsThemTogether()
    {
        var error = Assert.Throws<ArgumentException>(() => new SearchSpace(
            [new IntParameter("n", 1, 3) { LowCost = 7 }],
            [Constraint.Parse("m < 3"), Constraint.Parse("n < 'x'"), Constraint.Parse("n + 1"), Constraint.Of("f", _ => true), Constraint.Of("f", _ => true)]));
        Assert.Contains("5 errors", error.Message);
        Assert.Contains("the low-cost hint '7' is not a value of 'n'", error.Message);
        Assert.Contains("names 'm', which is no parameter", error.Message);
        Assert.Contains("'x' is text, not a number", error.Message);
        Assert.Contains("not a boolean", error.Message);
        Assert.Contains("'f' occurs 2 times", error.Message);
    }

    [Fact]
    public void Holds_FunctionThatThrows_NamesTheConstraint()
    {
        var space = TestSpaces.Small.Where("odd", c => c.GetInt32("nothing") > 1);
        Assert.Contains("The constraint 'odd' failed on", Assert.Throws<InvalidOperationException>(() => space.IsFeasible(space.Default)).Message);
    }

    [Fact]
    public void ToJson_OfConstraints_KeepsExpressionsWholeAndFunctionsByName()
    {
        var space = new SearchSpace(
            new IntParameter("width", 32, 512, Scale.Log) { StepFactor = 2, LowCost = 32 },
            new FloatParameter("rate", 1e-4, 1, Scale.Log) { StepFactor = 10 }).Where("width * rate < 10").Where("mine", _ => true, "width");
        string json = space.ToJson();
        var read = SearchSpace.FromJson(json);
        Assert.Equal(json, read.ToJson());
        Assert.Equal(["width * rate < 10", "mine"], read.Constraints.Select(c => c.Name));
        Assert.True(read.Constraints[0].Holds(Configuration.Of(("width", 32), ("rate", 0.1))));
        Assert.Contains("only its name was kept", Assert.Throws<InvalidOperationException>(() => read.IsFeasible(read.Default)).Message);
        Assert.Equal(32L, read.LowCost["width"]);
    }

    [Theory]
    [InlineData("{\"version\":2,\"parameters\":[{\"name\":\"x\",\"type\":\"float\",\"min\":1,\"max\":2,\"stpe\":3}]}", "parameter 0 ('x'): 'stpe' is not known here")]
    [InlineData("{\"version\":2,\"parameters\":[{\"name\":\"x\",\"type\":\"float\",\"min\":1}]}", "'max' is missing")]
    [InlineData("{\"version\":2,\"parameters\":[{\"name\":\"x\",\"type\":\"number\"}]}", "type 'number' is not known")]
    [InlineData("{\"version\":2,\"parameters\":[{\"name\":\"x\",\"type\":\"int\",\"min\":1,\"max\":2,\"scale\":\"cubic\"}]}", "scale 'cubic' is not known")]
    [InlineData("{\"version\":2,\"parameters\":[{\"name\":\"x\",\"type\":\"choice\",\"choices\":[]}]}", "the choice is empty")]
    [InlineData("{\"version\":2,\"parameters\":[],\"constraints\":[{\"expression\":\"x <\"}]}", "ends where")]
    [InlineData("{\"version\":9,\"parameters\":[]}", "Allowed: 1 to 2")]
    public void FromJson_Wrong_SaysWhat(string json, string message) =>
        Assert.Contains(message, Assert.Throws<FormatException>(() => SearchSpace.FromJson(json)).Message);

    [Fact]
    public void FromJson_WrittenByHand_TakesDefaults()
    {
        var space = SearchSpace.FromJson("""
            {"version": 2, "parameters": [
              {"name": "rate", "type": "float", "min": 0.001, "max": 1, "scale": "log"},
              {"name": "layers", "type": "int", "min": 1, "max": 4, "default": 1},
              {"name": "units", "type": "int", "min": 8, "max": 64, "condition": {"parent": "layers", "values": [3, 4]}}
            ]}
            """);
        Assert.Equal(Scale.Log, ((FloatParameter)space["rate"]).Scale);
        Assert.False(space.Default.Contains("units"));
        Assert.Equal(2 + 2 * 57, new SearchSpace(space.Parameters.Skip(1)).Cardinality);
    }
}
