using System.Globalization;
using System.Text;
using Microsoft.ML.Data;

namespace MLNetTuning.Embedded.Tests.Data;

public sealed class Utf8NumbersTests
{
    [Fact]
    public void TrySingle_RandomNumbers_RoundLikeTheRuntimeWhereRead()
    {
        var random = new Random(1);
        var read = 0;
        for (var i = 0; i < 300_000; i++)
        {
            var text = RandomNumber(random);
            if (Utf8Numbers.TrySingle(Padded(text), 3, text.Length, (byte)'.', out var value))
            {
                read++;
                Assert.True(BitConverter.SingleToInt32Bits(float.Parse(text, CultureInfo.InvariantCulture)) == BitConverter.SingleToInt32Bits(value), text);
            }
        }

        Assert.InRange(read, 200_000, 300_000);
    }

    [Fact]
    public void TryDouble_RandomNumbers_RoundLikeTheRuntimeWhereRead()
    {
        var random = new Random(2);
        var read = 0;
        for (var i = 0; i < 300_000; i++)
        {
            var text = RandomNumber(random);
            if (Utf8Numbers.TryDouble(Padded(text), 3, text.Length, (byte)'.', out var value))
            {
                read++;
                Assert.True(BitConverter.DoubleToInt64Bits(double.Parse(text, CultureInfo.InvariantCulture)) == BitConverter.DoubleToInt64Bits(value), text);
            }
        }

        Assert.InRange(read, 150_000, 300_000);
    }

    [Theory]
    [InlineData("16777217")]
    [InlineData("1.00000017881393421514957253748434595763683319091796875")]
    [InlineData("1.00000017881393")]
    [InlineData("8388608.5")]
    [InlineData("33554434")]
    [InlineData("-0")]
    [InlineData("0.0000000000000000000000000000000000000117549")]
    [InlineData("9007199254740993")]
    public void TrySingle_NearAHalfwayPoint_RoundsOnceOrLeavesIt(string text)
    {
        if (Utf8Numbers.TrySingle(Padded(text), 3, text.Length, (byte)'.', out var value))
        {
            Assert.Equal(BitConverter.SingleToInt32Bits(float.Parse(text, CultureInfo.InvariantCulture)), BitConverter.SingleToInt32Bits(value));
        }
    }

    [Theory]
    [InlineData(".")]
    [InlineData("-")]
    [InlineData("-.")]
    [InlineData("1.2.3")]
    [InlineData("1,5")]
    [InlineData("--1")]
    [InlineData("NA")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("12345678x")]
    [InlineData("1 ")]
    [InlineData("1/2")]
    [InlineData("1:2")]
    public void TryDouble_NoNumber_IsFalse(string text)
    {
        Assert.False(Utf8Numbers.TryDouble(Padded(text), 3, text.Length, (byte)'.', out _));
        Assert.False(Utf8Numbers.TrySingle(Padded(text), 3, text.Length, (byte)'.', out _));
    }

    [Fact]
    public void TryInteger_RandomNumbers_AreRead()
    {
        var random = new Random(5);
        for (var i = 0; i < 100_000; i++)
        {
            var number = random.NextInt64(long.MinValue / 100, long.MaxValue / 100) >> random.Next(60);
            var text = number.ToString(CultureInfo.InvariantCulture);

            Assert.True(Utf8Numbers.TryInteger(Padded(text), 3, text.Length, out var read), text);
            Assert.Equal(number, read);
        }
    }

    [Theory]
    [InlineData("+1")]
    [InlineData("1.")]
    [InlineData("1.0")]
    [InlineData("1\0")]
    [InlineData("\0")]
    [InlineData("1e3")]
    [InlineData("9999999999999999999")]
    public void TryInteger_NoSmallInteger_IsFalse(string text) => Assert.False(Utf8Numbers.TryInteger(Padded(text), 3, text.Length, out _));

    [Fact]
    public void TrySingle_AtTheVeryEnd_ReadsNothingBehindIt()
    {
        var bytes = Encoding.UTF8.GetBytes("xx12.5");

        Assert.True(Utf8Numbers.TrySingle(bytes, 2, 4, (byte)'.', out var value));
        Assert.Equal(12.5f, value);
    }

    // What is around a field does not matter: digits here, so that they would show.
    private static byte[] Padded(string text) => Encoding.UTF8.GetBytes("999" + text + "99999999");

    private static string RandomNumber(Random random)
    {
        var digits = random.Next(1, 20);
        var text = string.Concat(Enumerable.Range(0, digits).Select(_ => (char)('0' + random.Next(10))));
        var point = random.Next(digits + 1);
        text = (random.Next(2) == 0 ? "-" : "") + text[..point] + (random.Next(4) == 0 ? "" : ".") + text[point..];
        return random.Next(4) == 0 ? text + $"e{random.Next(-30, 30)}" : text;
    }
}
