using MLNetTuning.Experiments.Data;

namespace MLNetTuning.Experiments.Tests.Data;

public class NumberTextTests
{
    [Theory]
    [InlineData("12", 12f)]
    [InlineData("-1.5e3", -1500f)]
    [InlineData("1,234", 1234f)]
    [InlineData("$1,200.50", 1200.5f)]
    [InlineData("(1,200)", -1200f)]
    [InlineData("-$5", -5f)]
    [InlineData("$-5", -5f)]
    [InlineData("12%", 12f)]
    [InlineData("12.5 %", 12.5f)]
    [InlineData("1 234 567 EUR", 1234567f)]
    [InlineData("1'234.5", 1234.5f)]
    [InlineData("\u22127", -7f)]
    [InlineData(" 7 ", 7f)]
    [InlineData("1,234.5e2", 123450f)]
    public void TryParse_NumbersWithAPoint_AreRead(string text, float expected)
    {
        Assert.True(NumberText.TryParse(text, decimalComma: false, out var value));
        Assert.Equal(expected, value, Math.Abs(expected) * 1e-6f);
    }

    [Theory]
    [InlineData("1.234,56", 1234.56f)]
    [InlineData("1.234", 1234f)]
    [InlineData("0,5", 0.5f)]
    [InlineData("12", 12f)]
    [InlineData("1 234,5 €", 1234.5f)]
    [InlineData("-3,25%", -3.25f)]
    public void TryParse_NumbersWithAComma_AreRead(string text, float expected)
    {
        Assert.True(NumberText.TryParse(text, decimalComma: true, out var value));
        Assert.Equal(expected, value, Math.Abs(expected) * 1e-6f);
    }

    [Theory]
    [InlineData("1,23")]
    [InlineData("1,2,3")]
    [InlineData("12,345,67")]
    [InlineData("1234,567")]
    [InlineData("1.2.3")]
    [InlineData("2024-01-05")]
    [InlineData("192.168.1.1")]
    [InlineData("+49 170 1234567")]
    [InlineData("$")]
    [InlineData("%")]
    [InlineData("abc")]
    [InlineData("e5")]
    [InlineData("1e")]
    [InlineData("()")]
    [InlineData("")]
    public void TryParse_WhatIsNoNumber_IsNot(string text) => Assert.False(NumberText.TryParse(text, decimalComma: false, out _));

    [Fact]
    public void TryParse_WhatIsNotFinite_IsMissing()
    {
        Assert.All(["1e400", "Infinity", "-Infinity", "NaN"], text =>
        {
            Assert.True(NumberText.TryParse(text, decimalComma: false, out var value));
            Assert.True(float.IsNaN(value));
        });
        Assert.All(["inf", "#DIV/0!", "unknown", "-", "n.a.", " None "], text => Assert.True(NumberText.IsMark(text)));
        Assert.False(NumberText.IsMark("Paris"));
    }

    [Theory]
    [InlineData("3,5", 1)]
    [InlineData("1.234,56", 1)]
    [InlineData("0,123", 1)]
    [InlineData("3.5", -1)]
    [InlineData("1,234.5", -1)]
    [InlineData("0.123", -1)]
    [InlineData("1,234", 0)]
    [InlineData("1.234", 0)]
    [InlineData("12", 0)]
    [InlineData("a,b", 0)]
    public void DecimalMark_SaysOnlyWhatIsClear(string text, int expected) => Assert.Equal(expected, NumberText.DecimalMark(text));
}
