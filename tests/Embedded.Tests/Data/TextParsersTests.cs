using System.Globalization;
using Microsoft.ML.Data;

namespace MLNetTuning.Embedded.Tests.Data;

public sealed class TextParsersTests
{
    [Fact]
    public void TrySingle_RandomNumbers_RoundLikeTheRuntime()
    {
        var random = new Random(1);
        for (var i = 0; i < 200000; i++)
        {
            var text = RandomNumber(random);

            Assert.True(TextParsers.TrySingle(text, out var value), text);

            Assert.True(float.Parse(text, CultureInfo.InvariantCulture) == value, text);
        }
    }

    [Fact]
    public void TryDouble_RandomNumbers_RoundLikeTheRuntime()
    {
        var random = new Random(2);
        for (var i = 0; i < 200000; i++)
        {
            var text = RandomNumber(random);

            Assert.True(TextParsers.TryDouble(text, out var value), text);

            Assert.True(double.Parse(text, CultureInfo.InvariantCulture) == value, text);
        }
    }

    [Theory]
    [InlineData("1.00000017881393421514957253748434595763683319091796875")]
    [InlineData("1.00000017881393")]
    [InlineData("-0")]
    [InlineData("16777217")]
    [InlineData("0.000000000000000000000000000000000000011754944")]
    public void TrySingle_NearAHalfwayPoint_RoundsOnce(string text)
    {
        Assert.True(TextParsers.TrySingle(text, out var value));

        Assert.Equal(BitConverter.SingleToInt32Bits(float.Parse(text, CultureInfo.InvariantCulture)), BitConverter.SingleToInt32Bits(value));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("-")]
    [InlineData("1.2.3")]
    [InlineData("1,5")]
    [InlineData("0x10")]
    [InlineData("--1")]
    public void TryDouble_NoNumber_IsFalse(string text) => Assert.False(TextParsers.TryDouble(text, out _));

    private static string RandomNumber(Random random)
    {
        var digits = random.Next(1, 17);
        var text = string.Concat(Enumerable.Range(0, digits).Select(_ => (char)('0' + random.Next(10))));
        var point = random.Next(digits + 1);
        return (random.Next(2) == 0 ? "-" : "") + text[..point] + "." + text[point..];
    }
}
