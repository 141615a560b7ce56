namespace MLNetTuning.Experiments.Tuning;

/// <summary>What trials are ranked by, always on validation rows.</summary>
public enum TuningMetric
{
    /// <summary>Area under the ROC curve of a binary task; higher is better.</summary>
    AreaUnderRocCurve,

    /// <summary>Share of rows whose likeliest class is right; higher is better.</summary>
    Accuracy,

    /// <summary>Mean negative log probability of the true class in nats; lower is better.</summary>
    LogLoss,

    /// <summary>Root mean squared error of a regression, in the label's unit; lower is better.</summary>
    RootMeanSquaredError,

    /// <summary>Mean absolute error of a regression, in the label's unit; lower is better.</summary>
    MeanAbsoluteError,

    /// <summary>Share of the label's variance explained; higher is better.</summary>
    RSquared,

    /// <summary>Harmonic mean of precision and recall of a binary task's positive class; higher is better.</summary>
    F1Score,

    /// <summary>Mean over the classes of the share of each that is found; higher is better.</summary>
    BalancedAccuracy,

    /// <summary>Area under the precision-recall curve of a binary task; higher is better, and the positive class's share is what chance gives.</summary>
    AreaUnderPrecisionRecallCurve,
}
