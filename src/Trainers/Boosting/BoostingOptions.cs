namespace MLNetTuning.Trainers.Boosting;

/// <summary>How gradient-boosted trees are grown. Defaults are those of LightGBM where it has them.</summary>
public sealed record BoostingOptions
{
    /// <summary>What is minimised. Default <see cref="BoostingLoss.Logistic"/>.</summary>
    public BoostingLoss Loss { get; init; } = BoostingLoss.Logistic;

    /// <summary>The parameter of the loss where it has one (Huber, quantile, Tweedie); 0 means the loss's own default. Default 0.</summary>
    public double LossParameter { get; init; }

    /// <summary>The loss of <see cref="BoostingLoss.Custom"/>; null otherwise. Default null.</summary>
    public ICustomLoss? CustomLoss { get; init; }

    /// <summary>Rounds of boosting, 1 or more; softmax grows one tree per class in each round. Default 100.</summary>
    public int Trees { get; init; } = 100;

    /// <summary>Most leaves of a tree, 2 to 65536. Default 31.</summary>
    public int Leaves { get; init; } = 31;

    /// <summary>Most splits between the root and a leaf; 0 means no limit. Default 0.</summary>
    public int MaxDepth { get; init; }

    /// <summary>Fewest rows of a leaf, 1 or more. Default 20.</summary>
    public int MinRowsPerLeaf { get; init; } = 20;

    /// <summary>Smallest sum of second derivatives of a leaf, 0 or more. Default 0.001.</summary>
    public double MinHessianPerLeaf { get; init; } = 1e-3;

    /// <summary>The factor each tree is shrunk by, above 0. Default 0.1.</summary>
    public double LearningRate { get; init; } = 0.1;

    /// <summary>L1 penalty on leaf values, 0 or more. Default 0.</summary>
    public double L1 { get; init; }

    /// <summary>L2 penalty on leaf values, 0 or more. Default 0.</summary>
    public double L2 { get; init; }

    /// <summary>The gain a split must exceed, 0 or more, in units of G^2/(H+L2). Default 0.</summary>
    public double MinGain { get; init; }

    /// <summary>
    /// Judges splits by the squared error of the first derivatives, as ML.NET's FastTree does, instead of by Newton's gain; leaf values are Newton
    /// steps all the same. Not with <see cref="Monotone"/> or the absolute and quantile losses. Default false.
    /// </summary>
    public bool LeastSquaresSplits { get; init; }

    /// <summary>The largest size of a leaf's value, learning rate included; 0 means no limit. Default 0.</summary>
    public double MaxLeafValue { get; init; }

    /// <summary>Grows on the rows with large derivatives and a part of the others; null means off. Not with <see cref="RowSampling"/>. Default null.</summary>
    public GradientSamplingOptions? GradientSampling { get; init; }

    /// <summary>Leaves trees out while the next is grown; null means off. It changes trees already grown, so that neither validation rows nor checkpoints go with it. Default null.</summary>
    public DropoutOptions? Dropout { get; init; }

    /// <summary>The share of rows each tree sees, above 0 to 1, drawn without replacement. Default 1.</summary>
    public double RowSampling { get; init; } = 1;

    /// <summary>The columns, from 0, that trees may split on, each once; null means all. Columns keep their numbers: a model reads rows of all of them. Default null.</summary>
    public IReadOnlyList<int>? Columns { get; init; }

    /// <summary>The share of columns each tree sees, above 0 to 1. Default 1.</summary>
    public double ColumnSampling { get; init; } = 1;

    /// <summary>The share of the tree's columns each node looks at, above 0 to 1. Default 1.</summary>
    public double ColumnSamplingByNode { get; init; } = 1;

    /// <summary>Looks at one random threshold per column instead of all (extremely randomised trees). Default false.</summary>
    public bool ExtraTrees { get; init; }

    /// <summary>Grows all leaves of a level before the next instead of the leaf that gains most. Default false.</summary>
    public bool LevelWise { get; init; }

    /// <summary>
    /// For each column 1 when scores must not fall as its values rise, -1 when they must not rise, 0 when they are free; null means all free.
    /// Missing values are free. Not for absolute and quantile loss, whose leaves are set after growing. Default null.
    /// </summary>
    public IReadOnlyList<int>? Monotone { get; init; }

    /// <summary>
    /// Columns, from 0, whose values are category codes: whole numbers 0 to 2^24, NaN for missing. They are split on sets of categories. The
    /// most frequent <see cref="MaxBins"/> count singly; others and unseen ones count as missing. Null means none. Default null.
    /// </summary>
    public IReadOnlyList<int>? Categorical { get; init; }

    /// <summary>Added to the hessian when categories are ordered by gradient, which keeps rare ones from the ends, 0 or more. Default 10.</summary>
    public double CategorySmoothing { get; init; } = 10;

    /// <summary>Added to L2 when a split on categories is judged, 0 or more. Default 10.</summary>
    public double CategoryL2 { get; init; } = 10;

    /// <summary>Fewest rows in a node of a category that a split may take out, 1 or more. Default 10.</summary>
    public int MinRowsPerCategory { get; init; } = 10;

    /// <summary>Most categories a split takes out, 1 or more. Default 32.</summary>
    public int MaxCategoriesPerSplit { get; init; } = 32;

    /// <summary>Most bins of a column, 2 to 255; missing values have one more. Default 255.</summary>
    public int MaxBins { get; init; } = 255;

    /// <summary>Number of classes, 2 or more, for softmax; 0 otherwise. Default 0.</summary>
    public int Classes { get; init; }

    /// <summary>For logistic and softmax loss, the factor on the weight of each row of each class, 0 or more; null means 1. Default null.</summary>
    public IReadOnlyList<double>? ClassWeights { get; init; }

    /// <summary>Weighs rows so that all classes weigh alike: total weight / (classes x weight of the class). For logistic and softmax loss. Default false.</summary>
    public bool BalanceClasses { get; init; }

    /// <summary>The seed of all sampling. The same seed gives the same trees. Default 0.</summary>
    public int Seed { get; init; }

    /// <summary>Threads to use, 1 or more; the trees do not depend on it. Default 1.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>
    /// Stops when the validation loss, or <see cref="EarlyStoppingMetric"/>, has not got better for this many rounds; 0 means never. Needs validation
    /// rows. Default 0.
    /// </summary>
    public int EarlyStoppingRounds { get; init; }

    /// <summary>What early stopping watches and the best round is chosen by; null means the validation loss. Default null.</summary>
    public ValidationMetric? EarlyStoppingMetric { get; init; }

    /// <summary>By how much the best value must be exceeded to count as better, 0 or more, in units of what is watched. Default 0.</summary>
    public double EarlyStoppingMinDelta { get; init; }

    /// <summary>Starts from the best constant score instead of 0. Default true.</summary>
    public bool StartFromMean { get; init; } = true;

    /// <summary>Classes that labels name; 0 when labels are numbers.</summary>
    internal int LabelClasses => Loss switch
    {
        BoostingLoss.Logistic => 2,
        BoostingLoss.Softmax => Classes,
        _ => 0,
    };

    /// <summary>What raw scores of the loss mean.</summary>
    internal ScoreLink Link => Loss switch
    {
        BoostingLoss.Logistic => ScoreLink.Logistic,
        BoostingLoss.Softmax => ScoreLink.Softmax,
        BoostingLoss.Poisson or BoostingLoss.Tweedie => ScoreLink.Exponential,
        _ => ScoreLink.Identity,
    };

    /// <summary>Checks all settings and reports everything that is wrong at once.</summary>
    /// <exception cref="ArgumentException">Something is out of range; the message lists every violation.</exception>
    public void Validate()
    {
        var check = new Violations(nameof(BoostingOptions));
        check.That(Enum.IsDefined(Loss), nameof(Loss), Loss, "a member of BoostingLoss");
        CheckLossParameter(check);
        CheckCustomLoss(check);
        check.AtLeast(nameof(Trees), Trees, 1);
        check.Between(nameof(Leaves), Leaves, 2, 65536);
        check.AtLeast(nameof(MaxDepth), MaxDepth, 0);
        check.AtLeast(nameof(MinRowsPerLeaf), MinRowsPerLeaf, 1);
        check.NotNegative(nameof(MinHessianPerLeaf), MinHessianPerLeaf);
        check.Positive(nameof(LearningRate), LearningRate);
        check.NotNegative(nameof(L1), L1);
        check.NotNegative(nameof(L2), L2);
        check.NotNegative(nameof(MinGain), MinGain);
        CheckLeaves(check);
        check.Share(nameof(RowSampling), RowSampling);
        check.That(GradientSampling is null || RowSampling == 1, nameof(RowSampling), RowSampling, "1 with GradientSampling");
        GradientSampling?.Check(check);
        Dropout?.Check(check);
        check.Share(nameof(ColumnSampling), ColumnSampling);
        check.Share(nameof(ColumnSamplingByNode), ColumnSamplingByNode);
        check.Between(nameof(MaxBins), MaxBins, 2, 255);
        if (Loss == BoostingLoss.Softmax)
        {
            check.AtLeast(nameof(Classes), Classes, 2);
        }
        else
        {
            check.That(Classes == 0, nameof(Classes), Classes, "0 unless Loss is Softmax");
        }

        ClassWeighing.Check(check, ClassWeights, BalanceClasses, LabelClasses);
        CheckMonotone(check);
        CheckColumns(check);
        check.AtLeast(nameof(Threads), Threads, 1);
        check.AtLeast(nameof(EarlyStoppingRounds), EarlyStoppingRounds, 0);
        check.NotNegative(nameof(EarlyStoppingMinDelta), EarlyStoppingMinDelta);
        check.That(EarlyStoppingMetric?.Fits(Loss) != false, nameof(EarlyStoppingMetric), EarlyStoppingMetric?.Name ?? string.Empty, $"null or a metric for {Loss}");
        check.ThrowIfAny();
    }

    private void CheckLeaves(Violations check)
    {
        check.NotNegative(nameof(MaxLeafValue), MaxLeafValue);
        check.That(
            !LeastSquaresSplits || (Monotone is null && Loss is not (BoostingLoss.Absolute or BoostingLoss.Quantile)),
            nameof(LeastSquaresSplits),
            LeastSquaresSplits,
            "false with Monotone and with absolute and quantile loss");
    }

    private void CheckCustomLoss(Violations check)
    {
        if (Loss != BoostingLoss.Custom)
        {
            check.That(CustomLoss is null, nameof(CustomLoss), "set", "null unless Loss is Custom");
            return;
        }

        check.That(CustomLoss is not null, nameof(CustomLoss), "null", "set when Loss is Custom");
        check.That(CustomLoss is null || !string.IsNullOrWhiteSpace(CustomLoss.Name), nameof(CustomLoss), "without a name", "a loss with a name");
        check.That(CustomLoss is null || CustomLoss.Outputs >= 1, nameof(CustomLoss), $"of {CustomLoss?.Outputs} outputs", "of 1 output or more");
    }

    private void CheckColumns(Violations check)
    {
        var columns = Categorical ?? [];
        check.DifferentColumns(nameof(Columns), Columns);
        check.DifferentColumns(nameof(Categorical), Categorical);
        check.That(
            Monotone is null || columns.All(c => c < 0 || c >= Monotone.Count || Monotone[c] == 0),
            nameof(Monotone),
            "set for a categorical column",
            "0 there, as categories have no order");
        check.NotNegative(nameof(CategorySmoothing), CategorySmoothing);
        check.NotNegative(nameof(CategoryL2), CategoryL2);
        check.AtLeast(nameof(MinRowsPerCategory), MinRowsPerCategory, 1);
        check.AtLeast(nameof(MaxCategoriesPerSplit), MaxCategoriesPerSplit, 1);
    }

    private void CheckMonotone(Violations check)
    {
        if (Monotone is null)
        {
            return;
        }

        check.That(Monotone.All(m => m is >= -1 and <= 1), nameof(Monotone), $"[{string.Join(", ", Monotone)}]", "-1, 0 or 1 for each column");
        check.That(Loss is not (BoostingLoss.Absolute or BoostingLoss.Quantile), nameof(Monotone), "set", $"null for {Loss}");
    }

    private void CheckLossParameter(Violations check)
    {
        if (LossParameter == 0)
        {
            return;
        }

        var (right, allowed) = Loss switch
        {
            BoostingLoss.Huber => (LossParameter > 0 && double.IsFinite(LossParameter), "a finite number above 0 for Huber"),
            BoostingLoss.Quantile => (LossParameter is > 0 and < 1, "between 0 and 1 for Quantile"),
            BoostingLoss.Tweedie => (LossParameter is > 1 and < 2, "between 1 and 2 for Tweedie"),
            _ => (false, $"0 for {Loss}, which has no parameter"),
        };
        check.That(right, nameof(LossParameter), LossParameter, allowed);
    }
}
