namespace MLNetTuning.Sweepers.Samplers;

/// <summary>The defaults of coarse-to-fine search, one place.</summary>
internal static class CoarseToFineDefaults
{
    public const int Rounds = 3;
    public const int TrialsPerRound = 20;
    public const double KeepShare = 0.25;
    public const double Margin = 0.1;
    public const double ShrinkFactor = 1;
    public const double WallShare = 0.1;
    public const double WidenBy = 0.5;
    public const double ExploreShare = 0.1;
    public const double Budget = 1;

    // Below this a box is a point, and a round would try one value many times.
    public const double SmallestSide = 0.01;

    public const int Redraws = 32;
}
