using MLNetTuning.Trainers.Training;

namespace MLNetTuning.Trainers.Tests.Training;

public class SchedulesTests
{
    [Theory]
    [InlineData(LearningRateSchedule.Constant, 0.7, 1)]
    [InlineData(LearningRateSchedule.Cosine, 0, 1)]
    [InlineData(LearningRateSchedule.Cosine, 0.5, 0.5)]
    [InlineData(LearningRateSchedule.Cosine, 1, 0)]
    [InlineData(LearningRateSchedule.CosLog4, 0, 0)]
    [InlineData(LearningRateSchedule.CosLog4, 1.0 / 15, 0)]
    [InlineData(LearningRateSchedule.CosLog4, 0.2, 0)]
    [InlineData(LearningRateSchedule.CosLog4, 7.0 / 15, 0)]
    [InlineData(LearningRateSchedule.CosLog4, 1, 0)]
    [InlineData(LearningRateSchedule.CosLog4, 0.68758057, 1)]
    [InlineData(LearningRateSchedule.FlatCosine, 0.49, 1)]
    [InlineData(LearningRateSchedule.FlatCosine, 0.55, 0.97552826)]
    [InlineData(LearningRateSchedule.FlatCosine, 0.75, 0.5)]
    [InlineData(LearningRateSchedule.FlatCosine, 1, 0)]
    public void Multiplier_KnownPoints_AreMet(LearningRateSchedule schedule, double t, double expected) =>
        Assert.Equal(expected, Schedules.Multiplier(schedule, t), 1e-6);

    [Theory]
    [InlineData(LearningRateSchedule.Step, 3.9, 1)]
    [InlineData(LearningRateSchedule.Step, 4, 0.25)]
    [InlineData(LearningRateSchedule.Step, 9, 0.0625)]
    [InlineData(LearningRateSchedule.Exponential, 2, 0.5)]
    [InlineData(LearningRateSchedule.Exponential, 8, 0.0625)]
    [InlineData(LearningRateSchedule.InverseTime, 4, 0.25)]
    [InlineData(LearningRateSchedule.InverseTime, 8, 1.0 / 7)]
    [InlineData(LearningRateSchedule.CosineRestarts, 2, 0.5)]
    [InlineData(LearningRateSchedule.CosineRestarts, 4, 1)]
    [InlineData(LearningRateSchedule.CosineRestarts, 8, 0.5)]
    [InlineData(LearningRateSchedule.CosineRestarts, 12, 1)]
    [InlineData(LearningRateSchedule.Plateau, 5, 1)]
    public void Multiplier_ByEpochs_FollowsItsShape(LearningRateSchedule schedule, double epochs, double expected) =>
        Assert.Equal(expected, Schedules.Multiplier(schedule, new ScheduleShape { Every = 4, Factor = 0.25, Growth = 2 }, 0.3, epochs), 1e-9);

    [Theory]
    [InlineData(0, 0.04)]
    [InlineData(0.15, 0.52)]
    [InlineData(0.3, 1)]
    [InlineData(0.65, 0.500002)]
    [InlineData(1, 0.000004)]
    public void Multiplier_OneCycle_RisesAndFalls(double t, double expected) =>
        Assert.Equal(expected, Schedules.Multiplier(LearningRateSchedule.OneCycle, t), 1e-6);

    [Theory]
    [InlineData(6, 0.5)]
    [InlineData(999_999, 0.14644661)]
    public void Multiplier_RestartsOfOneLength_RepeatTheirCycle(double epochs, double expected) =>
        Assert.Equal(expected, Schedules.Multiplier(LearningRateSchedule.CosineRestarts, new ScheduleShape { Every = 4 }, 0.3, epochs), 1e-8);

    [Fact]
    public void RateMultiplier_WarmUp_RisesInALine()
    {
        var options = new TrainingOptions { Schedule = LearningRateSchedule.Constant, ScheduleShape = new ScheduleShape { WarmUp = 4 } };
        Assert.Equal([0, 0.25, 1, 1], new[] { 0.0, 1, 4, 9 }.Select(e => Schedules.RateMultiplier(options, 0, e)));
    }
}
