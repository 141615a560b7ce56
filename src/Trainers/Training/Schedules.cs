namespace MLNetTuning.Trainers.Training;

/// <summary>The schedules as multipliers of the highest value.</summary>
internal static class Schedules
{
    private const double OneCycleRise = 0.3;
    private const double OneCycleStart = 1 / 25.0;
    private const double OneCycleEnd = 1 / 250_000.0;
    private const double NoiseFall = 0.55;
    private static readonly ScheduleShape Default = new();

    /// <summary>The multiplier of a schedule that goes by <paramref name="t"/> alone, the part of the horizon's steps already done.</summary>
    public static double Multiplier(LearningRateSchedule schedule, double t) => Multiplier(schedule, Default, t, 0);

    /// <summary>The multiplier of the learning rate, warm-up included, plateaus aside.</summary>
    /// <param name="options">The schedule and its shape.</param>
    /// <param name="t">The part of the horizon's steps already done.</param>
    /// <param name="epochs">Epochs already done, in parts too.</param>
    public static double RateMultiplier(TrainingOptions options, double t, double epochs)
    {
        var warm = options.ScheduleShape.WarmUp > 0 ? Math.Min(1, epochs / options.ScheduleShape.WarmUp) : 1;
        return warm * Multiplier(options.Schedule, options.ScheduleShape, t, epochs);
    }

    /// <param name="schedule">The schedule.</param>
    /// <param name="shape">Its numbers.</param>
    /// <param name="t">The part of the horizon's steps already done.</param>
    /// <param name="epochs">Epochs already done, in parts too.</param>
    public static double Multiplier(LearningRateSchedule schedule, ScheduleShape shape, double t, double epochs) => schedule switch
    {
        LearningRateSchedule.Constant or LearningRateSchedule.Plateau => 1,
        LearningRateSchedule.Cosine => HalfCosine(t),
        LearningRateSchedule.CosLog4 => 0.5 * (1 - Math.Cos(2 * Math.PI * Math.Log2(1 + (15 * t)))),
        LearningRateSchedule.FlatCosine => t < 0.5 ? 1 : HalfCosine((2 * t) - 1),
        LearningRateSchedule.Step => Math.Pow(shape.Factor, Math.Floor(epochs / shape.Every)),
        LearningRateSchedule.Exponential => Math.Pow(shape.Factor, epochs / shape.Every),
        LearningRateSchedule.InverseTime => 1 / (1 + (((1 / shape.Factor) - 1) * epochs / shape.Every)),
        LearningRateSchedule.CosineRestarts => Restarts(shape, epochs),
        LearningRateSchedule.OneCycle => OneCycle(t),
        _ => throw new ArgumentOutOfRangeException(nameof(schedule), schedule, "Name a member of LearningRateSchedule."),
    };

    /// <summary>Standard deviation of the noise added to gradients at a step, counted from 0 (Neelakantan et al. 2015).</summary>
    public static double NoiseDeviation(TrainingOptions options, long step) => Math.Sqrt(options.GradientNoise / Math.Pow(1 + step, NoiseFall));

    private static double HalfCosine(double t) => 0.5 * (1 + Math.Cos(Math.PI * t));

    private static double Restarts(ScheduleShape shape, double epochs)
    {
        var length = shape.Every;
        if (shape.Growth == 1)
        {
            // Cycles may be many.
            return HalfCosine(epochs % length / length);
        }

        while (epochs >= length)
        {
            epochs -= length;
            length *= shape.Growth;
        }

        return HalfCosine(epochs / length);
    }

    private static double OneCycle(double t) => t < OneCycleRise
        ? 1 - ((1 - OneCycleStart) * HalfCosine(t / OneCycleRise))
        : OneCycleEnd + ((1 - OneCycleEnd) * HalfCosine((t - OneCycleRise) / (1 - OneCycleRise)));
}
