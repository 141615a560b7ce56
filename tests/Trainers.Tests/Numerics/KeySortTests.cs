using MLNetTuning.Trainers.Metrics;
using MLNetTuning.Trainers.Numerics;

namespace MLNetTuning.Trainers.Tests.Numerics;

/// <summary>The sort behind ranking metrics.</summary>
public sealed class KeySortTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4095)]
    [InlineData(4096)]
    [InlineData(50_000)]
    public void Sort_AnyKeys_RisesWithEqualKeysInRowOrder(int count)
    {
        var random = new Random(count);
        var keys = new ulong[count];
        for (var i = 0; i < count; i++)
        {
            // Few high bits, few low bits or all of them: each pass has ties to keep in order.
            var key = (i % 3) switch { 0 => (uint)random.Next(9), 1 => (uint)random.Next(9) << 27, _ => (uint)random.NextInt64(1L << 32) };
            keys[i] = ((ulong)key << 32) | (uint)i;
        }

        var expected = keys.Order().ToArray();
        KeySort.Sort(keys);
        Assert.Equal(expected, keys);
    }

    [Fact]
    public void OrderDescending_ManyScores_IsAStableSort()
    {
        var random = new Random(1);
        float[] special = [0f, -0f, float.PositiveInfinity, float.NegativeInfinity, float.Epsilon, -float.Epsilon, float.MaxValue, float.MinValue];
        float[] scores = [.. Enumerable.Range(0, 9000).Select(i => i % 4 == 0 ? special[random.Next(special.Length)] : (random.Next(2000) - 1000) / 7f)];
        Assert.Equal(Enumerable.Range(0, scores.Length).OrderByDescending(i => scores[i]), MetricInput.OrderDescending(scores));
    }
}
