namespace Microsoft.ML.Transforms;

/// <summary>Scales the vector of every row to length 1 by a norm.</summary>
public sealed class LpNormNormalizingEstimator : LpNormNormalizingEstimatorBase
{
    internal LpNormNormalizingEstimator((string Output, string Input)[] columns, NormFunction norm, bool ensureZeroMean)
        : base(columns, norm, ensureZeroMean)
    {
    }
}
