using MLNetTuning.Trainers.Training;

namespace MLNetTuning.Trainers.Tests.Training;

public class BatchPlanTests
{
    [Theory]
    [InlineData(1, 0, 1, 1, 1)]
    [InlineData(10, 256, 10, 1, 10)]
    [InlineData(1000, 256, 256, 4, 1000)]
    [InlineData(800, 256, 256, 3, 768)]
    [InlineData(768, 256, 256, 3, 768)]
    [InlineData(831, 256, 256, 3, 768)]
    [InlineData(832, 256, 256, 4, 832)]
    [InlineData(23, 16, 16, 1, 16)]
    [InlineData(24, 16, 16, 2, 24)]
    public void BatchPlan_RowsAndSize_CutsAndDropsSmallRests(int rows, int requested, int size, int batches, int used)
    {
        var plan = new BatchPlan(rows, requested);
        Assert.Equal((size, batches, used), (plan.BatchSize, plan.Batches, plan.Rows));
        Assert.Equal(used, Enumerable.Range(0, plan.Batches).Sum(plan.RowsOf));
    }

    [Theory]
    [InlineData(1024, 64)]
    [InlineData(1025, 128)]
    [InlineData(8193, 256)]
    [InlineData(30_001, 512)]
    [InlineData(100_001, 1024)]
    public void ByRule_RowCount_GrowsInPowersOfTwo(int rows, int expected) => Assert.Equal(expected, BatchPlan.ByRule(rows));
}
