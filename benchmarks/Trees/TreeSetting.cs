namespace MLNetTuning.Benchmarks.Trees;

/// <summary>What all trainers are told.</summary>
/// <param name="Kind">What to train.</param>
/// <param name="Leaves">Most leaves of a tree; 0 means no limit.</param>
/// <param name="Threads">How many threads.</param>
internal sealed record TreeSetting(TreeKind Kind, int Leaves, int Threads)
{
    public const int Trees = 100;
    public const int Bins = 255;
    public const int MinRows = 20;
    public const double LearningRate = 0.1;
    public const double L2 = 1;

    /// <summary>Seed of forests.</summary>
    public int Seed { get; init; } = 1;

    public string Name => (Kind, Leaves) switch
    {
        (TreeKind.Forest, _) => "random forest",
        (TreeKind.Categorical, _) => $"{Leaves} leaves, categories",
        _ => $"{Leaves} leaves",
    };

    /// <summary>With the threads.</summary>
    public string FullName => $"{Name}, {Threads} thread{(Threads == 1 ? string.Empty : "s")}";
}
