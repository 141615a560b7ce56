namespace MLNetTuning.Trainers.Boosting;

/// <summary>How a bagged forest is grown. Defaults are those of a classic random forest.</summary>
public sealed record ForestOptions
{
    private const int MostClasses = 65536;

    /// <summary>What is predicted. Default <see cref="PredictionTask.Binary"/>.</summary>
    public PredictionTask Task { get; init; } = PredictionTask.Binary;

    /// <summary>Number of classes, 2 to 65536, for multiclass; 0 otherwise. Default 0.</summary>
    public int Classes { get; init; }

    /// <summary>Trees, 1 or more; multiclass grows one per class each time. Default 100.</summary>
    public int Trees { get; init; } = 100;

    /// <summary>Most leaves of a tree, 2 or more; 0 means no limit. Default 0.</summary>
    public int Leaves { get; init; }

    /// <summary>Most splits between the root and a leaf; 0 means no limit. Default 0.</summary>
    public int MaxDepth { get; init; }

    /// <summary>Fewest rows of a leaf, 1 or more. Default 1.</summary>
    public int MinRowsPerLeaf { get; init; } = 1;

    /// <summary>The reduction of squared error a split must exceed, 0 or more. Default 0.</summary>
    public double MinGain { get; init; }

    /// <summary>Draws each tree's rows with replacement instead of without. Default true.</summary>
    public bool Bootstrap { get; init; } = true;

    /// <summary>How many rows each tree draws, as a share of all, above 0 to 1. Default 1.</summary>
    public double RowSampling { get; init; } = 1;

    /// <summary>The columns, from 0, that trees may split on, each once; null means all. Columns keep their numbers: a model reads rows of all of them. Default null.</summary>
    public IReadOnlyList<int>? Columns { get; init; }

    /// <summary>The share of columns each tree sees, above 0 to 1. Default 1.</summary>
    public double ColumnSampling { get; init; } = 1;

    /// <summary>The share of columns each node looks at, above 0 to 1; null means the square root of their number for classes and all for regression. Default null.</summary>
    public double? ColumnSamplingByNode { get; init; }

    /// <summary>Looks at one random threshold per column instead of all (extremely randomised trees). Default false.</summary>
    public bool ExtraTrees { get; init; }

    /// <summary>
    /// Columns, from 0, whose values are category codes: whole numbers 0 to 2^24, NaN for missing. They are split on sets of categories. The
    /// most frequent <see cref="MaxBins"/> count singly; others and unseen ones count as missing. Null means none. Default null.
    /// </summary>
    public IReadOnlyList<int>? Categorical { get; init; }

    /// <summary>Most bins of a column, 2 to 255; missing values have one more. Default 255.</summary>
    public int MaxBins { get; init; } = 255;

    /// <summary>For classes, the factor on the weight of each row of each class, 0 or more; null means 1. Default null.</summary>
    public IReadOnlyList<double>? ClassWeights { get; init; }

    /// <summary>Weighs rows so that all classes weigh alike: total weight / (classes x weight of the class). Default false.</summary>
    public bool BalanceClasses { get; init; }

    /// <summary>The seed of all sampling. Default 0.</summary>
    public int Seed { get; init; }

    /// <summary>
    /// Asked before each tree, from several threads at once: true ends the forest with the trees there are, one at least. Null, the default, for never. How many trees there are then,
    /// and with several threads which, hangs on the clock; each is as it would be in the whole forest.
    /// </summary>
    public Func<bool>? IsOver { get; init; }

    /// <summary>Threads to use, 1 or more; the trees do not depend on it. Default 1.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Scores per row.</summary>
    internal int Outputs => Task == PredictionTask.Multiclass ? Classes : 1;

    /// <summary>Classes that labels name; 0 when labels are numbers.</summary>
    internal int LabelClasses => Task switch
    {
        PredictionTask.Binary => 2,
        PredictionTask.Multiclass => Classes,
        _ => 0,
    };

    /// <summary>Checks all settings and reports everything that is wrong at once.</summary>
    /// <exception cref="ArgumentException">Something is out of range; the message lists every violation.</exception>
    public void Validate()
    {
        var check = new Violations(nameof(ForestOptions));
        check.That(Enum.IsDefined(Task), nameof(Task), Task, "a member of PredictionTask");
        if (Task == PredictionTask.Multiclass)
        {
            check.Between(nameof(Classes), Classes, 2, MostClasses);
        }
        else
        {
            check.That(Classes == 0, nameof(Classes), Classes, "0 unless Task is Multiclass");
        }

        ClassWeighing.Check(check, ClassWeights, BalanceClasses, LabelClasses);
        check.AtLeast(nameof(Trees), Trees, 1);
        check.That(Leaves is 0 or >= 2, nameof(Leaves), Leaves, "0 (no limit) or 2 or more");
        check.AtLeast(nameof(MaxDepth), MaxDepth, 0);
        check.AtLeast(nameof(MinRowsPerLeaf), MinRowsPerLeaf, 1);
        check.NotNegative(nameof(MinGain), MinGain);
        check.Share(nameof(RowSampling), RowSampling);
        check.Share(nameof(ColumnSampling), ColumnSampling);
        check.Share(nameof(ColumnSamplingByNode), ColumnSamplingByNode ?? 1);
        check.Between(nameof(MaxBins), MaxBins, 2, 255);
        check.DifferentColumns(nameof(Columns), Columns);
        check.DifferentColumns(nameof(Categorical), Categorical);
        check.AtLeast(nameof(Threads), Threads, 1);
        check.ThrowIfAny();
    }
}
