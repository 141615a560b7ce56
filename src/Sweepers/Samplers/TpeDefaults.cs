namespace MLNetTuning.Sweepers.Samplers;

/// <summary>The defaults of TPE, one place.</summary>
internal static class TpeDefaults
{
    public const int StartupTrials = 10;
    public const int Candidates = 24;
    public const double GoodShare = 0.1;
    public const int MostGood = 25;
    public const double Budget = 1;

    // Drawn anew when every candidate is known already; then the rest of the space is drawn at random.
    public const int Redraws = 4;
}
