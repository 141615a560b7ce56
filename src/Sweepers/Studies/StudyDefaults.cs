namespace MLNetTuning.Sweepers.Studies;

/// <summary>The defaults of studies and their runs, one place.</summary>
internal static class StudyDefaults
{
    public const string Name = "study";
    public const ObjectiveDirection Direction = ObjectiveDirection.Minimize;
    public const long Seed = 0;
    public const int MaxConcurrency = 1;
}
