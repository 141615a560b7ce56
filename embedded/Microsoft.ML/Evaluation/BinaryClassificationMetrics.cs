namespace Microsoft.ML.Data;

/// <summary>How well a binary classifier's scores fit the labels, without probabilities.</summary>
public class BinaryClassificationMetrics
{
    internal BinaryClassificationMetrics(BinaryCounts counts, double areaUnderRocCurve, double areaUnderPrecisionRecallCurve, ConfusionMatrix confusionMatrix)
    {
        AreaUnderRocCurve = areaUnderRocCurve;
        AreaUnderPrecisionRecallCurve = areaUnderPrecisionRecallCurve;
        Accuracy = counts.Accuracy;
        PositivePrecision = counts.PositivePrecision;
        PositiveRecall = counts.PositiveRecall;
        NegativePrecision = counts.NegativePrecision;
        NegativeRecall = counts.NegativeRecall;
        F1Score = counts.F1Score;
        ConfusionMatrix = confusionMatrix;
    }

    /// <summary>Area under the ROC curve, 0 to 1; equal scores count half.</summary>
    public double AreaUnderRocCurve { get; }

    /// <summary>Share of rows whose predicted class (score above 0) is the label, 0 to 1.</summary>
    public double Accuracy { get; }

    /// <summary>Share of rows predicted positive that are positive; 0 when none was predicted positive.</summary>
    public double PositivePrecision { get; }

    /// <summary>Share of positive rows that were predicted positive; 0 when there is none.</summary>
    public double PositiveRecall { get; private set; }

    /// <summary>Share of rows predicted negative that are negative; 0 when none was predicted negative.</summary>
    public double NegativePrecision { get; }

    /// <summary>Share of negative rows that were predicted negative; 0 when there is none.</summary>
    public double NegativeRecall { get; }

    /// <summary>Harmonic mean of positive precision and positive recall, 0 to 1.</summary>
    public double F1Score { get; }

    /// <summary>Area under the precision-recall curve, 0 to 1, by trapezoids between the positives in descending score order.</summary>
    public double AreaUnderPrecisionRecallCurve { get; }

    /// <summary>Counts of rows by true and predicted class, the positive class first.</summary>
    public ConfusionMatrix ConfusionMatrix { get; }
}
