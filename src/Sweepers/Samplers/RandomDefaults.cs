namespace MLNetTuning.Sweepers.Samplers;

/// <summary>The defaults of random search, one place.</summary>
internal static class RandomDefaults
{
    public const double Budget = 1;

    // A draw that was seen before is drawn again; after this many the space is nearly used up and is walked instead.
    public const int Redraws = 64;

    // Above this size a finite space is not walked for what is left: two random draws will hardly meet there.
    public const long LargestWalk = 100_000;
}
