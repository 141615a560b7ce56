namespace MLNetTuning.Sweepers.Importance;

/// <summary>The defaults of importances, one place.</summary>
internal static class ImportanceDefaults
{
    public const int Trees = 64;
    public const int MinLeafTrials = 1;
    public const int PairsAmong = 5;

    // With fewer trials a larger budget is passed over.
    public const int EnoughTrials = 20;
    public const int FewestTrials = 4;
    public const int MaxDepth = 64;
}
