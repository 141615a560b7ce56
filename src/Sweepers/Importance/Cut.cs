using MLNetTuning.Sweepers.Samplers.Models;

namespace MLNetTuning.Sweepers.Importance;

/// <summary>Where a node of a tree is cut in two: at a threshold, or by which categories go left.</summary>
internal sealed record Cut(int Dimension, double Threshold, bool[]? Left)
{
    public bool IsLeft(double unit, Dimension dimension) => Left is { } left ? left[dimension.CellOf(unit)] : unit <= Threshold;
}
