using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetTuning.Embedded.Tests.Transforms;

/// <summary>What an expression, be it from a model file, cannot do: exhaust stack or memory.</summary>
public sealed class ExpressionLimitsTests
{
    private readonly MLContext _ml = new(1);

    [Theory]
    [InlineData("(", ")")]
    [InlineData("-", "")]
    [InlineData("abs(", ")")]
    [InlineData("true ? 1 : ", "")]
    public void Expression_DeepNesting_IsRefused(string open, string close)
    {
        var expression = "x => " + string.Concat(Enumerable.Repeat(open, 1500)) + "x" + string.Concat(Enumerable.Repeat(close, 1500));

        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Fit(expression));

        Assert.Contains("nested", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Expression_TooManyTokens_IsRefused() =>
        Assert.Contains("tokens", Assert.Throws<ArgumentOutOfRangeException>(() => Fit("x => x" + string.Concat(Enumerable.Repeat(" + x", 20000)))).Message, StringComparison.Ordinal);

    [Fact]
    public void Expression_LongSum_IsComputed()
    {
        var data = Load();

        var result = _ml.Transforms.Expression("O", "x => x" + string.Concat(Enumerable.Repeat(" + x", 3000)), "Value").Fit(data).Transform(data);

        Assert.Equal([3001f], result.GetColumn<float>("O"));
    }

    [Fact]
    public void Expression_Error_NamesThePlaceAndTheReason()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Fit("x => x + unknown"));

        Assert.Contains("character 10", error.Message, StringComparison.Ordinal);
        Assert.Contains("'unknown' is neither a parameter", error.Message, StringComparison.Ordinal);
    }

    private IDataView Load() => _ml.Data.LoadFromEnumerable([new Row { Value = 1 }]);

    private void Fit(string expression) => _ml.Transforms.Expression("O", expression, "Value").Fit(Load());

    private sealed class Row
    {
        public float Value { get; set; }
    }
}
