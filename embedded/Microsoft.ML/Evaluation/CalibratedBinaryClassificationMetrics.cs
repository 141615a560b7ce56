namespace Microsoft.ML.Data;

/// <summary>How well a binary classifier's scores and probabilities fit the labels.</summary>
public sealed class CalibratedBinaryClassificationMetrics : BinaryClassificationMetrics
{
    internal CalibratedBinaryClassificationMetrics(BinaryCounts counts, double areaUnderRocCurve, double areaUnderPrecisionRecallCurve, ConfusionMatrix confusionMatrix)
        : base(counts, areaUnderRocCurve, areaUnderPrecisionRecallCurve, confusionMatrix)
    {
        LogLoss = counts.LogLoss;
        LogLossReduction = counts.LogLossReduction;
        Entropy = counts.Entropy;
    }

    /// <summary>Mean of -log2 of the probability given to the true class, in bits; 0 is best.</summary>
    public double LogLoss { get; }

    /// <summary>Share of the prior's log loss that the model removes: 1 is perfect, 0 no better than the class share, below 0 worse.</summary>
    public double LogLossReduction { get; }

    /// <summary>Log loss, in bits, of always answering the share of positives: the entropy of the labels.</summary>
    public double Entropy { get; }
}
