namespace Microsoft.ML.AutoML;

/// <summary>
/// What a binary experiment optimises; all are the larger the better.
/// </summary>
public enum BinaryClassificationMetric
{
    /// <summary>The share of rows classified right.</summary>
    Accuracy,

    /// <summary>The area under the receiver operating characteristic.</summary>
    AreaUnderRocCurve,

    /// <summary>The area under the precision-recall curve.</summary>
    AreaUnderPrecisionRecallCurve,

    /// <summary>The harmonic mean of precision and recall.</summary>
    F1Score,

    /// <summary>The share of rows called positive that are.</summary>
    PositivePrecision,

    /// <summary>The share of positive rows called so.</summary>
    PositiveRecall,

    /// <summary>The share of rows called negative that are.</summary>
    NegativePrecision,

    /// <summary>The share of negative rows called so.</summary>
    NegativeRecall,
}
