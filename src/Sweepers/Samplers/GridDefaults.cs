namespace MLNetTuning.Sweepers.Samplers;

/// <summary>The defaults of grid search, one place.</summary>
internal static class GridDefaults
{
    public const int Levels = 5;
    public const int MaxTrials = 1000;
    public const double Budget = 1;
}
