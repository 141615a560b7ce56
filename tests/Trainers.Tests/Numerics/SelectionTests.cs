using MLNetTuning.Trainers.Numerics;

namespace MLNetTuning.Trainers.Tests.Numerics;

public sealed class SelectionTests
{
    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 5)]
    [InlineData(17, 1000)]
    [InlineData(500, 3)]
    [InlineData(5000, 1)]
    [InlineData(5000, 1_000_000)]
    public void Select_AnyOrder_EqualsSorting(int count, int distinct)
    {
        var random = new Random(count);
        var values = Enumerable.Range(0, count).Select(_ => (float)random.Next(distinct) - (distinct / 2)).ToArray();
        foreach (var order in new[] { values, [.. values.Order()], [.. values.OrderDescending()], [.. values.Order().Chunk(2).SelectMany(c => c.Reverse())] })
        {
            var sorted = order.Order().ToArray();
            foreach (var index in new[] { 0, count / 3, count / 2, count - 1 })
            {
                var work = (float[])order.Clone();
                Assert.Equal(sorted[index], Selection.Select(work, index));
                Assert.True(work[..index].All(v => v <= sorted[index]) && work[index..].All(v => v >= sorted[index]));
                Assert.Equal(sorted, work.Order());
            }
        }
    }
}
