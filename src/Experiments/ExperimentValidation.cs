namespace MLNetTuning.Experiments;

/// <summary>How an experiment judges models.</summary>
public enum ExperimentValidation
{
    /// <summary>By the number of rows: 5 folds three times below 1,000, 8 folds to 5,000, 5 or 3 folds to 50,000, above a holdout of at least 5,000 rows.</summary>
    Auto,

    /// <summary>Folds, each with the same share of every class, or of every tenth of the label.</summary>
    CrossValidation,

    /// <summary>One part set aside.</summary>
    Holdout,
}
