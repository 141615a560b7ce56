using Microsoft.ML.Data;

namespace Microsoft.ML;

public sealed partial class MulticlassClassificationCatalog
{
    /// <summary>Measures predictions of several classes.</summary>
    /// <param name="data">Rows with labels and predictions; rows without a label or with scores that are not finite are left out.</param>
    /// <param name="labelColumnName">The label: a key, or a Single of 0, 1, 2...</param>
    /// <param name="scoreColumnName">The probabilities, a vector with one Single a class.</param>
    /// <param name="predictedLabelColumnName">The predicted class; has to be there, but is not read.</param>
    /// <param name="topKPredictionCount">How many of the highest scores count as right for the top-k accuracy; 0 for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of the wrong type, or the count is negative.</exception>
    public MulticlassClassificationMetrics Evaluate(
        IDataView data,
        string labelColumnName = DefaultColumnNames.Label,
        string scoreColumnName = DefaultColumnNames.Score,
        string predictedLabelColumnName = DefaultColumnNames.PredictedLabel,
        int topKPredictionCount = 0)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfNegative(topKPredictionCount);
        EvaluationColumns.CheckNames(
            (labelColumnName, nameof(labelColumnName)), (scoreColumnName, nameof(scoreColumnName)), (predictedLabelColumnName, nameof(predictedLabelColumnName)));
        data.Schema.Find(predictedLabelColumnName, "predicted label");
        return MulticlassEvaluator.Evaluate(data, labelColumnName, scoreColumnName, topKPredictionCount);
    }

    /// <summary>Trains and measures on each of several folds.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="estimator">What is trained.</param>
    /// <param name="numberOfFolds">2 or more.</param>
    /// <param name="labelColumnName">The label.</param>
    /// <param name="samplingKeyColumnName">Rows with the same value of this column stay in one fold; null for none.</param>
    /// <param name="seed">The seed of the folds; null: by the context's.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are less than two folds, or a column is missing or of the wrong type.</exception>
    public IReadOnlyList<CrossValidationResult<MulticlassClassificationMetrics>> CrossValidate(
        IDataView data,
        IEstimator<ITransformer> estimator,
        int numberOfFolds = 5,
        string labelColumnName = DefaultColumnNames.Label,
        string? samplingKeyColumnName = null,
        int? seed = null)
    {
        EvaluationColumns.CheckNames((labelColumnName, nameof(labelColumnName)));
        return CrossValidate(new CrossValidationPlan(data, estimator, numberOfFolds, samplingKeyColumnName, seed), scored => Evaluate(scored, labelColumnName));
    }
}
