using MLNetTuning.Trainers.Boosting.Growing;

namespace MLNetTuning.Trainers.Boosting.Kernels;

/// <summary>Everything the score of a cut depends on beside the cut.</summary>
internal readonly struct SplitTerms
{
    /// <summary>The gradient sum of the node, in units.</summary>
    public long Gradient { get; init; }

    /// <summary>The hessian sum of the node, in units, above its row count.</summary>
    public long Packed { get; init; }

    public int CountBits { get; init; }

    public long CountMask { get; init; }

    public double GradientUnit { get; init; }

    public double HessianUnit { get; init; }

    public double L1 { get; init; }

    public double L2 { get; init; }

    public long MinRows { get; init; }

    public double MinHessian { get; init; }

    /// <summary>What the values of both children may be.</summary>
    public ValueBounds Bounds { get; init; }

    /// <summary>1 when the right value must not be below the left one, -1 when it must not be above, else 0.</summary>
    public int Direction { get; init; }
}
