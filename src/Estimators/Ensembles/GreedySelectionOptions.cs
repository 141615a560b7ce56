using MLNetTuning.Trainers;

namespace MLNetTuning.Estimators.Ensembles;

/// <summary>How greedy selection picks an ensemble.</summary>
public sealed record GreedySelectionOptions
{
    /// <summary>Most picks, repeats counted, 1 or more. Default 25.</summary>
    public int MaxPicks { get; init; } = 25;

    /// <summary>Only this many of the best single models may be picked, 1 or more. Default 20.</summary>
    public int MaxModels { get; init; } = 20;

    /// <summary>Below this many rows the rules for few rows hold, 0 or more. Default 2,000.</summary>
    public int FewRows { get; init; } = 2000;

    /// <summary>Most picks with few rows, 1 or more; the weights then go halfway to equal ones. Default 10.</summary>
    public int MaxPicksFewRows { get; init; } = 10;

    /// <summary>
    /// Above 0, weights are the mean of selections on so many samples of the rows, drawn with replacement, and with few rows do not go halfway to equal ones;
    /// 0 (the default) for one selection on the rows as they are. 10 are enough.
    /// </summary>
    public int RowSamples { get; init; }

    /// <summary>Models whose share is below this are left out, 0 to below 1. Default 0.02.</summary>
    public double MinWeight { get; init; } = 0.02;

    /// <summary>
    /// Folds to check the gain on rows no pick saw: 0 for no check, else 2 or more. Default 5. When the ensemble is no better than the best single model
    /// there, the single model is chosen. Ignored below 50 rows, where a check says nothing.
    /// </summary>
    public int CrossFitFolds { get; init; } = 5;

    /// <summary>Seed of the folds of the check. Default 0.</summary>
    public int Seed { get; init; }

    /// <summary>
    /// A loss of averaged predictions (rows x outputs, labels, row weights or null), smaller is better; null (the default) for log loss (binary, multiclass)
    /// or squared error (regression). With few rows the default loss is used in any case: other measures overfit there.
    /// </summary>
    public Func<FloatMatrix, float[], float[]?, double>? Loss { get; init; }

    /// <summary>Checks all settings at once.</summary>
    /// <exception cref="ArgumentException">One or more settings are out of range; the message lists all of them.</exception>
    public void Validate()
    {
        var violations = new Violations(nameof(GreedySelectionOptions));
        violations.AtLeast(nameof(MaxPicks), MaxPicks, 1);
        violations.AtLeast(nameof(MaxModels), MaxModels, 1);
        violations.AtLeast(nameof(FewRows), FewRows, 0);
        violations.AtLeast(nameof(MaxPicksFewRows), MaxPicksFewRows, 1);
        violations.AtLeast(nameof(RowSamples), RowSamples, 0);
        violations.That(MinWeight is >= 0 and < 1, nameof(MinWeight), MinWeight, "from 0 to below 1");
        violations.That(CrossFitFolds is 0 or >= 2, nameof(CrossFitFolds), CrossFitFolds, "0 (off) or 2 or more");
        violations.ThrowIfAny();
    }
}
