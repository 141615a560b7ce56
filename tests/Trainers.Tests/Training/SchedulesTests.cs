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
    [InlineData(LearningRateSchedule.FlatCosine, 0.75, 0.5)]
    [InlineData(LearningRateSchedule.FlatCosine, 1, 0)]
    public void Multiplier_KnownPoints_AreMet(LearningRateSchedule schedule, double t, double expected) =>
        Assert.Equal(expected, Schedules.Multiplier(schedule, t), 1e-6);
}
