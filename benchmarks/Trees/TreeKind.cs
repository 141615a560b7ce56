namespace MLNetTuning.Benchmarks.Trees;

/// <summary>What is trained.</summary>
internal enum TreeKind
{
    /// <summary>Boosted trees, categories as numbers.</summary>
    Boosting,

    /// <summary>Boosted trees that split on sets of categories.</summary>
    Categorical,

    /// <summary>A random forest without limits.</summary>
    Forest,
}
