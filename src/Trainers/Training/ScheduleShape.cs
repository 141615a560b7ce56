namespace MLNetTuning.Trainers.Training;

/// <summary>The numbers of those schedules that have some.</summary>
public sealed record ScheduleShape
{
    /// <summary>Epochs of a step, a decay, the first cycle or a plateau, above 0. Default 10.</summary>
    public double Every { get; init; } = 10;

    /// <summary>What a step, decay or plateau multiplies by, above 0 to 1. Default 0.5.</summary>
    public double Factor { get; init; } = 0.5;

    /// <summary>How much longer each cycle is than the one before, 1 or more. Default 1.</summary>
    public double Growth { get; init; } = 1;

    /// <summary>Epochs over which the rate first rises in a line from 0, 0 or more; the schedule runs meanwhile. Default 0.</summary>
    public double WarmUp { get; init; }

    internal void Check(Violations violations)
    {
        violations.Require(Every > 0 && double.IsFinite(Every), $"ScheduleShape.Every is {Every}; give a finite number of epochs above 0.");
        violations.Require(Factor is > 0 and <= 1, $"ScheduleShape.Factor is {Factor}; give a number above 0, at most 1.");
        violations.Require(Growth >= 1 && double.IsFinite(Growth), $"ScheduleShape.Growth is {Growth}; give a finite number of 1 or more.");
        violations.Require(WarmUp >= 0 && double.IsFinite(WarmUp), $"ScheduleShape.WarmUp is {WarmUp}; give a finite number of epochs of 0 or more.");
    }
}
