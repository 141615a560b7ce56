namespace Microsoft.ML.Data;

/// <summary>How well a multiclass classifier's probabilities fit the labels.</summary>
public sealed class MulticlassClassificationMetrics
{
    internal MulticlassClassificationMetrics(MulticlassCounts counts, int topKPredictionCount, ConfusionMatrix confusionMatrix)
    {
        LogLoss = counts.LogLoss;
        LogLossReduction = counts.LogLossReduction;
        MacroAccuracy = counts.MacroAccuracy;
        MicroAccuracy = counts.MicroAccuracy;
        TopKPredictionCount = topKPredictionCount;
        TopKAccuracyForAllK = topKPredictionCount > 0 ? Array.AsReadOnly(counts.TopKAccuracies(topKPredictionCount)) : null!;
        PerClassLogLoss = Array.AsReadOnly(counts.PerClassLogLoss());
        ConfusionMatrix = confusionMatrix;
    }

    /// <summary>Mean of -ln of the probability given to the true class, in nats; 0 is best.</summary>
    public double LogLoss { get; }

    /// <summary>Share of the prior's log loss that the model removes: 1 is perfect, 0 no better than the class shares, below 0 worse.</summary>
    public double LogLossReduction { get; private set; }

    /// <summary>Mean over the classes that occur of the share of their rows predicted right, 0 to 1.</summary>
    public double MacroAccuracy { get; }

    /// <summary>Share of all rows predicted right, 0 to 1.</summary>
    public double MicroAccuracy { get; }

    /// <summary>Share of rows whose true class is among the <see cref="TopKPredictionCount"/> highest scores; 0 when no count was asked for.</summary>
    public double TopKAccuracy => TopKAccuracyForAllK is { Count: > 0 } all ? all[^1] : 0;

    /// <summary>The K asked for; 0 for none.</summary>
    public int TopKPredictionCount { get; }

    /// <summary>Top-k accuracy for k = 1 to <see cref="TopKPredictionCount"/>; null when no count was asked for.</summary>
    public IReadOnlyList<double> TopKAccuracyForAllK { get; }

    /// <summary>Log loss, in nats, over the rows of each class; 0 for a class that does not occur.</summary>
    public IReadOnlyList<double> PerClassLogLoss { get; }

    /// <summary>Counts of rows by true and predicted class.</summary>
    public ConfusionMatrix ConfusionMatrix { get; }
}
