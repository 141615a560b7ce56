namespace MLNetTuning.Sweepers.Importance;

/// <summary>A regression tree as the partition of the cube that its leaves make, with the moments of its prediction over the whole cube.</summary>
internal sealed class Tree
{
    public Tree(IReadOnlyList<Leaf> leaves)
    {
        Leaves = leaves;
        Volumes = [.. leaves.Select(l => l.Volume())];
        Mean = leaves.Zip(Volumes, (l, v) => l.Value * v).Sum();
        Variance = leaves.Zip(Volumes, (l, v) => v * (l.Value - Mean) * (l.Value - Mean)).Sum();
    }

    public IReadOnlyList<Leaf> Leaves { get; }

    public double[] Volumes { get; }

    public double Mean { get; }

    public double Variance { get; }
}
