namespace MLNetTuning.Sweepers.Studies;

/// <summary>What became of one call of the objective.</summary>
internal readonly record struct TrialOutcome(double Value, string? Error, bool GivenBack)
{
    public TrialOutcome(double value)
        : this(value, null, false)
    {
    }

    public TrialOutcome(string error)
        : this(double.NaN, error, false)
    {
    }

    public static TrialOutcome Returned => new(double.NaN, null, true);

    public static TrialOutcome Paused => new(double.NaN, null, true) { IsPaused = true };

    /// <summary>True when a person wanted the trial set aside.</summary>
    public bool IsPaused { get; init; }

    /// <summary>True when another try may end better: the objective threw.</summary>
    public bool CanRetry { get; init; }
}
