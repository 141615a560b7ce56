using MLNetTuning.Sweepers.Schedulers;

namespace MLNetTuning.Sweepers.Tests.Schedulers;

public class RungLaddersTests
{
    [Theory]
    [InlineData(60)]
    [InlineData(255)]
    public void CosLog4_Rungs_AreWhereTheScheduleIsAtZero(double horizon)
    {
        var rungs = RungLadders.CosLog4(horizon);
        Assert.Equal([horizon / 15, horizon / 5, 7 * horizon / 15, horizon], rungs);
        Assert.All(rungs, t => Assert.Equal(0, (1 - Math.Cos(2 * Math.PI * Math.Log2(1 + 15 * t / horizon))) / 2, 12));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(50)]
    [InlineData(-15)]
    [InlineData(double.NaN)]
    public void CosLog4_NoMultipleOf15_Throws(double horizon) =>
        Assert.Contains("Allowed: a multiple of 15 above 0", Assert.Throws<ArgumentException>(() => RungLadders.CosLog4(horizon)).Message);

    [Fact]
    public void Sizes_PrintedTable_AreThePapers()
    {
        var plan = new HyperbandOptions { Sizes = HyperbandSizes.PrintedTable }.Plan();
        Assert.Equal(["81 27 9 3 1", "27 9 3 1", "9 3 1", "6 2", "5"], plan.Select(b => string.Join(' ', b.Sizes)));
        Assert.Equal(["1 3 9 27 81", "3 9 27 81", "9 27 81", "27 81", "81"], plan.Select(b => string.Join(' ', b.Budgets)));
    }

    [Fact]
    public void Sizes_Unknown_IsAnError() =>
        Assert.Contains("Sizes is 7. Allowed: Formula, PrintedTable.", Assert.Throws<ArgumentException>(() => new HyperbandOptions { Sizes = (HyperbandSizes)7 }.Plan()).Message);
}
