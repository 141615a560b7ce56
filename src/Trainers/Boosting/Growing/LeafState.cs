namespace MLNetTuning.Trainers.Boosting.Growing;

/// <summary>A leaf while its tree grows: its rows, its sums, its histogram and its best split.</summary>
internal struct LeafState
{
    /// <summary>Where its rows start in the row list.</summary>
    public int Start;

    /// <summary>How many rows it has.</summary>
    public int Count;

    /// <summary>Splits between it and the root.</summary>
    public int Depth;

    /// <summary>The sums over its rows.</summary>
    public NodeSums Sums;

    /// <summary>Its histogram in the pool, or -1.</summary>
    public int Histogram;

    /// <summary>What its value may be, before the learning rate.</summary>
    public ValueBounds Bounds;

    /// <summary>Its best split.</summary>
    public Split Best;

    /// <summary>The node it hangs on, or -1 for the root.</summary>
    public int Parent;

    /// <summary>Whether it is the left child of that node.</summary>
    public bool IsLeft;
}
