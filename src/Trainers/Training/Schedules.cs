namespace MLNetTuning.Trainers.Training;

/// <summary>The learning-rate schedules as multipliers of the highest rate.</summary>
internal static class Schedules
{
    /// <summary>The multiplier at <paramref name="t"/>, the part of the horizon's steps already done.</summary>
    public static double Multiplier(LearningRateSchedule schedule, double t) => schedule switch
    {
        LearningRateSchedule.Constant => 1,
        LearningRateSchedule.Cosine => 0.5 * (1 + Math.Cos(Math.PI * t)),
        LearningRateSchedule.CosLog4 => 0.5 * (1 - Math.Cos(2 * Math.PI * Math.Log2(1 + (15 * t)))),
        LearningRateSchedule.FlatCosine => t < 0.5 ? 1 : 0.5 * (1 + Math.Cos(2 * Math.PI * (t - 0.5))),
        _ => throw new ArgumentOutOfRangeException(nameof(schedule), schedule, "Name a member of LearningRateSchedule."),
    };
}
