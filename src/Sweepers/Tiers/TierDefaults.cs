namespace MLNetTuning.Sweepers.Tiers;

/// <summary>The defaults of tuning in tiers, one place.</summary>
internal static class TierDefaults
{
    public const int TrialsPerTier = 15;
    public const double Budget = 1;

    // A tier has few parameters and few trials.
    public const int StartupTrials = 5;
}
