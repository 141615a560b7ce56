using MLNetTuning.Sweepers.Spaces;

namespace MLNetTuning.Sweepers.Tests.Spaces;

public class StepFactorTests
{
    private static readonly IntParameter _widths = new("width", 32, 600, Scale.Log) { StepFactor = 2 };
    private static readonly FloatParameter _rates = new("rate", 1e-4, 0.1, Scale.Log) { StepFactor = 10 };

    [Fact]
    public void Levels_OfAStepFactor_ArePowers()
    {
        Assert.Equal([32L, 64, 128, 256, 512], _widths.Levels(int.MaxValue).Select(v => v.ToInt64()));
        Assert.Equal(5, _widths.Cardinality);
        Assert.Equal([1e-4, 1e-3, 1e-2, 0.1], _rates.Levels(int.MaxValue).Select(v => Math.Round(v.ToDouble(), 12)));
        Assert.Equal([32L, 128, 512], _widths.Levels(3).Select(v => v.ToInt64()));
    }

    [Fact]
    public void FromUnit_OfAStepFactor_GivesEachValueItsPart()
    {
        for (int i = 0; i < 5; i++)
        {
            Assert.Equal(32L << i, _widths.FromUnit((i + 0.01) / 5).ToInt64());
            Assert.Equal(32L << i, _widths.FromUnit((i + 0.99) / 5).ToInt64());
            Assert.Equal((i + 0.5) / 5, _widths.ToUnit(32L << i), 12);
        }

        Assert.All(Enumerable.Range(0, 101), i => Assert.True(_rates.Contains(_rates.FromUnit(i / 100.0))));
        Assert.All(_rates.Levels(10), v => Assert.Equal(v, _rates.FromUnit(_rates.ToUnit(v))));
    }

    [Theory]
    [InlineData(96)]
    [InlineData(1024)]
    [InlineData(16)]
    public void Contains_BetweenTheSteps_IsFalse(int value) => Assert.False(_widths.Contains(value));

    [Fact]
    public void StepFactor_Wrong_SaysWhy()
    {
        Assert.Contains("at least 2", Assert.Throws<ArgumentException>(() => new IntParameter("x", 1, 9, Scale.Log) { StepFactor = 1 }).Message);
        Assert.Contains("needs a log scale", Assert.Throws<ArgumentException>(() => new IntParameter("x", 1, 9) { StepFactor = 2 }).Message);
        Assert.Contains("above 1", Assert.Throws<ArgumentException>(() => new FloatParameter("x", 1, 9, Scale.Log) { StepFactor = 1 }).Message);
        Assert.Contains("needs a log scale", Assert.Throws<ArgumentException>(() => new FloatParameter("x", 0, 0.9, Scale.ReverseLog) { StepFactor = 2 }).Message);
    }

    [Fact]
    public void Default_BetweenTheSteps_IsTheNearestStep()
    {
        Assert.Equal(128L, new IntParameter("x", 32, 512, Scale.Log) { StepFactor = 2, Default = 100 }.DefaultValue);
        Assert.Equal(0.01, new FloatParameter("x", 1e-4, 0.1, Scale.Log) { StepFactor = 10, Default = 0.02 }.DefaultValue.ToDouble(), 12);
    }
}
