using MLNetTuning.Sweepers.Spaces;

namespace MLNetTuning.Sweepers.Tests.Spaces;

public class ParameterTests
{
    [Theory]
    [InlineData(Scale.Linear, 0.25, 0.5, 0.5, 1.5)]
    [InlineData(Scale.Log, 1e-4, 1.0, 0.5, 1e-2)]
    [InlineData(Scale.ReverseLog, 0.9, 0.9999, 0.3333333333333333, 0.99)]
    public void FromUnit_OnItsScale_IsUniformThere(Scale scale, double min, double max, double unit, double expected)
    {
        if (scale == Scale.Linear)
        {
            max = 2.75;
        }

        Assert.Equal(expected, new FloatParameter("x", min, max, scale).FromUnit(unit).ToDouble(), 12);
    }

    public static TheoryData<Parameter> Kinds => new(TestSpaces.Mixed.Parameters);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void ToUnit_OfFromUnit_ComesBack(Parameter parameter)
    {
        for (int i = 0; i <= 200; i++)
        {
            double unit = i / 200.0;
            var value = parameter.FromUnit(unit);
            Assert.True(parameter.Contains(value), $"{parameter.Name}: {value} at {unit}");
            double back = parameter.ToUnit(value);
            Assert.InRange(back, 0, 1);
            Assert.Equal(value, parameter.Cardinality is null ? value : parameter.FromUnit(back));
            Assert.True(parameter.Cardinality is not null || Math.Abs(unit - back) < 1e-9, $"{parameter.Name}: {unit} became {back}");
        }
    }

    [Fact]
    public void FromUnit_DiscreteLinear_GivesEachValueAnEqualPart()
    {
        var parameter = new IntParameter("n", -1, 8);
        var counts = Enumerable.Range(0, 1000).GroupBy(i => parameter.FromUnit((i + 0.5) / 1000).ToInt64()).ToDictionary(g => g.Key, g => g.Count());
        Assert.Equal(10, counts.Count);
        Assert.All(counts.Values, n => Assert.Equal(100, n));
    }

    [Fact]
    public void FromUnit_IntOnLogScale_FollowsTheLogarithm()
    {
        var parameter = new IntParameter("n", 1, 1000, Scale.Log);
        int below = Enumerable.Range(0, 10_000).Count(i => parameter.FromUnit((i + 0.5) / 10_000).ToInt64() <= 31);
        double expected = Math.Log(31.5 / 0.5) / Math.Log(1000.5 / 0.5);
        Assert.Equal(expected, below / 10_000.0, 3);
    }

    [Fact]
    public void Step_ThatRoundsBadly_StillReachesTheEnd()
    {
        var parameter = new FloatParameter("x", 0, 0.3) { Step = 0.1 };
        Assert.Equal(4, parameter.Cardinality);
        Assert.Equal(0.3, parameter.FromUnit(1).ToDouble(), 15);
        Assert.True(parameter.Contains(0.2));
        Assert.False(parameter.Contains(0.25));
    }

    [Fact]
    public void Levels_OfARange_HaveBothEndsAndAreDistinct()
    {
        Assert.Equal([1e-4, 1e-3, 1e-2, 1e-1, 1], new FloatParameter("x", 1e-4, 1, Scale.Log).Levels(5).Select(v => Math.Round(v.ToDouble(), 12)));
        Assert.Equal([1L, 3, 5], new IntParameter("n", 1, 5).Levels(3).Select(v => v.ToInt64()));
        Assert.Equal([1L, 2, 3], new IntParameter("n", 1, 3).Levels(9).Select(v => v.ToInt64()));
        Assert.Equal([false, true], new BoolParameter("b").Levels(1).Select(v => v.ToBoolean()));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-0.001)]
    [InlineData(1.001)]
    public void FromUnit_OutsideTheInterval_Throws(double unit)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new BoolParameter("b").FromUnit(unit));
        Assert.Contains("[0, 1]", error.Message);
    }

    [Fact]
    public void ToUnit_OfAForeignValue_SaysWhatIsAllowed()
    {
        var error = Assert.Throws<ArgumentException>(() => new IntParameter("n", 1, 9) { Step = 2 }.ToUnit(4));
        Assert.Contains("'4' is not a value of 'n'. Allowed: whole numbers in [1, 9] in steps of 2.", error.Message);
    }

    [Fact]
    public void Constructor_BadRange_ReportsEveryViolation()
    {
        var error = Assert.Throws<ArgumentException>(() => new FloatParameter("rate", 3, 2, Scale.ReverseLog));
        Assert.Equal(
            "Parameter 'rate' has 2 errors:\n- min 3 is above max 2. Swap them.\n"
            + "- a reverse log scale needs 0 <= min and max < 1, but the range is [3, 2]. Narrow it or use Scale.Linear.",
            error.Message);
    }

    [Theory]
    [InlineData(-1, 1, Scale.Log, "needs min > 0")]
    [InlineData(0, 1, Scale.Log, "needs min > 0")]
    [InlineData(0, 1, Scale.ReverseLog, "max < 1")]
    [InlineData(double.NaN, 1, Scale.Linear, "not finite")]
    [InlineData(0, double.PositiveInfinity, Scale.Linear, "not finite")]
    public void Constructor_RangeTheScaleCannotHold_Throws(double min, double max, Scale scale, string expected)
    {
        var error = Assert.Throws<ArgumentException>(() => new FloatParameter("x", min, max, scale));
        Assert.Contains(expected, error.Message);
    }

    [Fact]
    public void Constructor_EqualEnds_IsAnError()
    {
        Assert.Contains("both 3", Assert.Throws<ArgumentException>(() => new FloatParameter("x", 3, 3)).Message);
        Assert.Contains("both 3", Assert.Throws<ArgumentException>(() => new IntParameter("x", 3, 3)).Message);
    }

    [Fact]
    public void Options_ThatDoNotFit_AreRefused()
    {
        Assert.Contains("empty", Assert.Throws<ArgumentException>(() => new ChoiceParameter("c")).Message);
        Assert.Contains("2 times", Assert.Throws<ArgumentException>(() => new ChoiceParameter("c", "a", "a")).Message);
        Assert.Contains("linear scale", Assert.Throws<ArgumentException>(() => new FloatParameter("x", 1, 2, Scale.Log) { Step = 0.5 }).Message);
        Assert.Contains("linear scale", Assert.Throws<ArgumentException>(() => new IntParameter("x", 1, 9, Scale.Log) { Step = 2 }).Message);
        Assert.Contains("step 0", Assert.Throws<ArgumentException>(() => new IntParameter("x", 1, 9) { Step = 0 }).Message);
        Assert.Contains("default 10", Assert.Throws<ArgumentException>(() => new IntParameter("x", 1, 9) { Default = 10 }).Message);
        Assert.Contains("whole numbers", Assert.Throws<ArgumentException>(() => new IntParameter("x", 0, 1, Scale.ReverseLog)).Message);
        Assert.Throws<ArgumentException>(() => new BoolParameter(" "));
    }

    [Fact]
    public void DefaultValue_OffAStep_IsTheNearestStep()
    {
        Assert.Equal(0.5, new FloatParameter("x", 0, 1) { Step = 0.25, Default = 0.55 }.DefaultValue.ToDouble());
        Assert.Equal(6, new IntParameter("n", 1, 11) { Step = 5, Default = 7 }.DefaultValue.ToInt64());
    }
}
