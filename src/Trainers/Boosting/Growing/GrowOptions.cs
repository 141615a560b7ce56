namespace MLNetTuning.Trainers.Boosting.Growing;

/// <summary>What a tree grower needs to know, of boosted and of bagged trees alike.</summary>
internal sealed record GrowOptions
{
    public required int Leaves { get; init; }

    public int MaxDepth { get; init; }

    public int MinRowsPerLeaf { get; init; } = 1;

    public double MinHessianPerLeaf { get; init; }

    public double L1 { get; init; }

    public double L2 { get; init; }

    public double MinGain { get; init; }

    public double ColumnSampling { get; init; } = 1;

    public double ColumnSamplingByNode { get; init; } = 1;

    public bool ExtraTrees { get; init; }

    public bool LevelWise { get; init; }

    public CategoryOptions Categories { get; init; }

    /// <summary>Per column of the feature matrix -1, 0 or 1; null when all are free.</summary>
    public IReadOnlyList<int>? Monotone { get; init; }

    public double LearningRate { get; init; } = 1;

    public int Seed { get; init; }

    public int Threads { get; init; } = 1;

    /// <summary>What histograms of waiting leaves may take together; null leaves it to the grower.</summary>
    public long? HistogramBytes { get; init; }

    public static GrowOptions Of(BoostingOptions options) => new()
    {
        Leaves = options.Leaves,
        MaxDepth = options.MaxDepth,
        MinRowsPerLeaf = options.MinRowsPerLeaf,
        MinHessianPerLeaf = options.MinHessianPerLeaf,
        L1 = options.L1,
        L2 = options.L2,
        MinGain = options.MinGain,
        ColumnSampling = options.ColumnSampling,
        ColumnSamplingByNode = options.ColumnSamplingByNode,
        ExtraTrees = options.ExtraTrees,
        LevelWise = options.LevelWise,
        Monotone = options.Monotone,
        Categories = new CategoryOptions(options.CategorySmoothing, options.CategoryL2, options.MinRowsPerCategory, options.MaxCategoriesPerSplit),
        LearningRate = options.LearningRate,
        Seed = options.Seed,
        Threads = options.Threads,
    };
}
