using MLNetTuning.Trainers.Boosting.Kernels;

namespace MLNetTuning.Trainers.Boosting.Growing;

/// <summary>What a split is worth and what it must leave behind, with units resolved for one tree.</summary>
internal readonly struct SplitRules
{
    public SplitRules(GrowOptions options, GradientBuffer gradients)
    {
        CountBits = gradients.CountBits;
        CountMask = (1L << gradients.CountBits) - 1;
        GradientUnit = gradients.GradientUnit;
        HessianUnit = gradients.HessianUnit;
        L1 = options.L1;
        L2 = options.L2;
        MinRows = options.MinRowsPerLeaf;
        MinHessian = options.MinHessianPerLeaf;
        MinGain = options.MinGain;
        LearningRate = options.LearningRate;
    }

    public int CountBits { get; }

    public long CountMask { get; }

    public double GradientUnit { get; }

    public double HessianUnit { get; }

    public double L1 { get; }

    public double L2 { get; }

    public int MinRows { get; }

    public double MinHessian { get; }

    public double MinGain { get; }

    public double LearningRate { get; }

    /// <summary>What the cuts of a node are scored by.</summary>
    public SplitTerms Terms(NodeSums sums, ValueBounds bounds) => new()
    {
        Bounds = bounds,
        Gradient = sums.Gradient,
        Packed = sums.Packed,
        CountBits = CountBits,
        CountMask = CountMask,
        GradientUnit = GradientUnit,
        HessianUnit = HessianUnit,
        L1 = L1,
        L2 = L2,
        MinRows = MinRows,
        MinHessian = MinHessian,
    };

    public double Gradient(NodeSums sums) => sums.Gradient * GradientUnit;

    public double Hessian(NodeSums sums) => (sums.Packed >> CountBits) * HessianUnit;

    /// <summary>G^2/(H+L2) with G drawn L1 towards zero; 0 when there is nothing to divide by.</summary>
    public double Score(double gradient, double hessian)
    {
        var shrunk = Shrink(gradient);
        var divisor = hessian + L2;
        return divisor > 0 ? shrunk * shrunk / divisor : 0;
    }

    /// <summary>G^2/(H+L2), or what is left of it when the value must lie within bounds.</summary>
    public double Score(NodeSums sums, ValueBounds bounds)
        => bounds.IsFree ? Score(Gradient(sums), Hessian(sums)) : BoundedCuts.Score(Gradient(sums), Hessian(sums), Value(sums, bounds), L1, L2);

    /// <summary>The value of a leaf before the learning rate: -G/(H+L2) within bounds.</summary>
    public double Value(NodeSums sums, ValueBounds bounds)
    {
        var divisor = Hessian(sums) + L2;
        return bounds.Clamp(divisor > 0 ? -Shrink(Gradient(sums)) / divisor : 0);
    }

    private double Shrink(double gradient)
        => L1 == 0 ? gradient : Math.CopySign(Math.Max(0, Math.Abs(gradient) - L1), gradient);
}
