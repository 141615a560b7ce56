using Microsoft.ML.AutoML;

namespace MLNetTuning.Embedded.Tests.AutoML;

public sealed class PipelineExpressionTests
{
    [Theory]
    [InlineData("e0", "e0")]
    [InlineData("e0*e1", "e0 * e1")]
    [InlineData("( e0 + e1 ) * e2", "(e0 + e1) * e2")]
    [InlineData("e0 + e1 * e2", "e0 + e1 * e2")]
    [InlineData("((e0))", "e0")]
    public void Parse_Valid_PrintsTheSame(string text, string expected)
        => Assert.Equal(expected, PipelineExpression.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("e0 +")]
    [InlineData("(e0")]
    [InlineData("e0)")]
    [InlineData("e0 - e1")]
    [InlineData("e0 e1")]
    public void Parse_Invalid_TellsTheText(string text)
        => Assert.Contains($"'{text}'", Assert.Throws<ArgumentException>(() => PipelineExpression.Parse(text)).Message);

    [Theory]
    [InlineData("(a + b) * (c + d)", "a * c|a * d|b * c|b * d")]
    [InlineData("(a + b + c) * d", "a * d|b * d|c * d")]
    [InlineData("a * (b + c) * d", "a * b * d|a * c * d")]
    [InlineData("(a + b + c) * (d + e)", "a * d|b * d|a * e|b * e|c * d|c * e")]
    public void Terms_OfChoices_AreTheirProducts(string text, string expected)
        => Assert.Equal(expected.Split('|'), PipelineExpression.Parse(text).Terms().Select(term => term.ToString()));

    [Fact]
    public void Names_OfNothing_AreNone()
        => Assert.Equal(["a"], PipelineExpression.Parse("a * Nil").Names());
}
