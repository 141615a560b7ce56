namespace MLNetTuning.Trainers.Boosting.Growing;

/// <summary>Sums over the rows of a node in units: the gradient, and the hessian packed above the row count.</summary>
internal readonly record struct NodeSums(long Gradient, long Packed)
{
    public static NodeSums operator -(NodeSums a, NodeSums b) => new(a.Gradient - b.Gradient, a.Packed - b.Packed);
}
