using Microsoft.ML.Data;

namespace Microsoft.ML;

public sealed partial class RegressionCatalog
{
    /// <summary>Measures predictions of a number.</summary>
    /// <param name="data">Rows with labels and predictions; rows without a label or a score are left out.</param>
    /// <param name="labelColumnName">The label, a Single.</param>
    /// <param name="scoreColumnName">The prediction, a Single.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of the wrong type.</exception>
    public RegressionMetrics Evaluate(IDataView data, string labelColumnName = DefaultColumnNames.Label, string scoreColumnName = DefaultColumnNames.Score)
    {
        ArgumentNullException.ThrowIfNull(data);
        EvaluationColumns.CheckNames((labelColumnName, nameof(labelColumnName)), (scoreColumnName, nameof(scoreColumnName)));
        return RegressionEvaluator.Evaluate(data, labelColumnName, scoreColumnName);
    }

    /// <summary>Trains and measures on each of several folds.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="estimator">What is trained.</param>
    /// <param name="numberOfFolds">2 or more.</param>
    /// <param name="labelColumnName">The label.</param>
    /// <param name="samplingKeyColumnName">Rows with the same value of this column stay in one fold; null for none.</param>
    /// <param name="seed">The seed of the folds; null: by the context's.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are less than two folds, or a column is missing or of the wrong type.</exception>
    public IReadOnlyList<CrossValidationResult<RegressionMetrics>> CrossValidate(
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
