namespace MLNetTuning.Trainers.Training;

/// <summary>What of a layer's matrix the optimizer sees.</summary>
public enum Parametrization
{
    /// <summary>The matrix itself.</summary>
    Standard,

    /// <summary>The matrix times the root of its inputs, so that rates fit all widths alike (neural tangent parametrisation, Jacot et al. 2018).</summary>
    Ntk,
}
