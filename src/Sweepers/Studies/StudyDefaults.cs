namespace MLNetTuning.Sweepers.Studies;

/// <summary>The defaults of studies and their runs, one place.</summary>
internal static class StudyDefaults
{
    public const string Name = "study";
    public const ObjectiveDirection Direction = ObjectiveDirection.Minimize;
    public const long Seed = 0;
    public const int MaxConcurrency = 1;
    public const int MaxAttempts = 3;
    public const int Retries = 0;

    public static TimeSpan CancellationGrace { get; } = TimeSpan.FromSeconds(0.5);

    /// <summary>Long enough for a machine that swaps or a database that restarts; short enough that nobody waits for a dead worker over lunch.</summary>
    public static TimeSpan LeaseTime { get; } = TimeSpan.FromSeconds(60);
}
