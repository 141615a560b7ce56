using MLNetTuning.Sweepers.Spaces;

namespace MLNetTuning.Sweepers.Tests.Spaces;

public class ConfigurationTests
{
    [Fact]
    public void Equals_OtherOrder_IsTheSame()
    {
        var one = Configuration.Of(("a", 1), ("b", "x"));
        var two = Configuration.Of(("b", "x"), ("a", 1));
        Assert.Equal(one, two);
        Assert.Equal(one.GetHashCode(), two.GetHashCode());
        Assert.NotEqual(one, Configuration.Of(("a", 1.0), ("b", "x")));
        Assert.NotEqual(one, Configuration.Of(("a", 1)));
        Assert.NotEqual(Configuration.Of(("a", 1), ("c", "x")), one);
    }

    [Fact]
    public void ToJson_Numbers_KeepKindAndBits()
    {
        double[] hard = [0.1, 1 / 3.0, 1e300, 5e-324, -0.0, 3.0, 1e21];
        foreach (double value in hard)
        {
            var back = Configuration.FromJson(Configuration.Of(("x", value)).ToJson())["x"];
            Assert.Equal(ParameterValueKind.Float, back.Kind);
            Assert.Equal(value, back.ToDouble());
        }

        Assert.Equal("{\"a\":true,\"n\":9007199254740993,\"t\":\"é\\\"\",\"x\":2.0}",
            Configuration.Of(("x", 2.0), ("n", 9007199254740993), ("t", "é\""), ("a", true)).ToJson());
    }

    [Fact]
    public void Getters_OfTheWrongKind_NameTheParameter()
    {
        var c = Configuration.Of(("a", "x"), ("n", 3), ("f", 2.5));
        Assert.Equal(3.0, c.GetDouble("n"));
        Assert.Contains("Parameter 'a'", Assert.Throws<InvalidOperationException>(() => c.GetDouble("a")).Message);
        Assert.Contains("not a whole number", Assert.Throws<InvalidOperationException>(() => c.GetInt32("f")).Message);
        Assert.Contains("Present: a, n, f", Assert.Throws<KeyNotFoundException>(() => c["zz"]).Message);
    }

    [Fact]
    public void Constructor_RepeatedName_Throws() =>
        Assert.Contains("'a' occurs twice", Assert.Throws<ArgumentException>(() => Configuration.Of(("a", 1), ("a", 2))).Message);

    [Theory]
    [InlineData("[1]")]
    [InlineData("{\"a\":null}")]
    [InlineData("{\"a\":1,")]
    public void FromJson_OfSomethingElse_ThrowsFormatException(string json) =>
        Assert.Throws<FormatException>(() => Configuration.FromJson(json));
}
