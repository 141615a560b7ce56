namespace MLNetTuning.Trainers.Metrics;

/// <summary>What a decision threshold is chosen for.</summary>
public enum DecisionMetric
{
    /// <summary>The share of rows decided right.</summary>
    Accuracy,

    /// <summary>The mean of the shares decided right in each class.</summary>
    BalancedAccuracy,

    /// <summary>The harmonic mean of precision and recall of class 1.</summary>
    F1Score,

    /// <summary>Matthews' correlation of decision and label.</summary>
    MatthewsCorrelation,
}
