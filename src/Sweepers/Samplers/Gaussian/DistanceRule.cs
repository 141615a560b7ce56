using MLNetTuning.Sweepers.Samplers.Models;

namespace MLNetTuning.Sweepers.Samplers.Gaussian;

/// <summary>How far two coordinates are apart: along the unit interval, or 0 and 1 for values without neighbours.</summary>
internal sealed class DistanceRule(IReadOnlyList<Dimension> dimensions)
{
    private readonly bool[] _unordered = [.. dimensions.Select(d => d.Kind == DimensionKind.Categories)];

    public int Dimensions => _unordered.Length;

    public double Squared(int dimension, double a, double b) => _unordered[dimension] ? (a == b ? 0 : 1) : (a - b) * (a - b);
}
