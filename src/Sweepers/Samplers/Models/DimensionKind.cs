namespace MLNetTuning.Sweepers.Samplers.Models;

/// <summary>How a model sees a parameter.</summary>
internal enum DimensionKind
{
    /// <summary>A point of the unit interval; many-valued discrete parameters are seen so too.</summary>
    Continuous,

    /// <summary>One of a few neighbouring parts of the unit interval.</summary>
    Cells,

    /// <summary>One of a few values without neighbours.</summary>
    Categories,
}
