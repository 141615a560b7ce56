namespace MLNetTuning.Sweepers.Samplers;

/// <summary>The defaults of CMA-ES, one place.</summary>
internal static class CmaEsDefaults
{
    public const double FirstStep = 1.0 / 6;
    public const bool Restarts = true;
    public const int PopulationFactor = 2;
    public const double Budget = 1;

    // A search that has become this small, as a share of the range, or as flat, has found what it can find.
    public const double SmallestStep = 1e-5;
    public const double FlatValues = 1e-12;
    public const double LargestCondition = 1e14;

    // A draw outside the cube is drawn anew; after so many it is mirrored back in.
    public const int Redraws = 50;

    // Of the width of one value's part: below it a whole number would never change again.
    public const double LeastCellShare = 0.3;
}
