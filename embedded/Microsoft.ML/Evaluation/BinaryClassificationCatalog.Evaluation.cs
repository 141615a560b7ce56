using Microsoft.ML.Data;

namespace Microsoft.ML;

public sealed partial class BinaryClassificationCatalog
{
    /// <summary>Measures predictions with probabilities.</summary>
    /// <param name="data">Rows with labels and predictions; rows without a label or a finite score are left out.</param>
    /// <param name="labelColumnName">The label: Boolean, Single, Double (above 0 is positive) or a key of two values.</param>
    /// <param name="scoreColumnName">The score, a Single; above 0 means predicted positive.</param>
    /// <param name="probabilityColumnName">The probability of the positive class, a Single.</param>
    /// <param name="predictedLabelColumnName">The predicted class; has to be there, but is not read.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of the wrong type, or the rows are of one class only.</exception>
    public CalibratedBinaryClassificationMetrics Evaluate(
        IDataView data,
        string labelColumnName = DefaultColumnNames.Label,
        string scoreColumnName = DefaultColumnNames.Score,
        string probabilityColumnName = DefaultColumnNames.Probability,
        string predictedLabelColumnName = DefaultColumnNames.PredictedLabel)
    {
        ArgumentNullException.ThrowIfNull(data);
        EvaluationColumns.CheckNames((probabilityColumnName, nameof(probabilityColumnName)));
        CheckNames(data, labelColumnName, scoreColumnName, predictedLabelColumnName);
        return BinaryEvaluator.Evaluate(data, labelColumnName, scoreColumnName, probabilityColumnName);
    }

    /// <summary>Measures predictions that have no probabilities.</summary>
    /// <param name="data">Rows with labels and predictions; rows without a label or a finite score are left out.</param>
    /// <param name="labelColumnName">The label: Boolean, Single, Double (above 0 is positive) or a key of two values.</param>
    /// <param name="scoreColumnName">The score, a Single; above 0 means predicted positive.</param>
    /// <param name="predictedLabelColumnName">The predicted class; has to be there, but is not read.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of the wrong type, or the rows are of one class only.</exception>
    public BinaryClassificationMetrics EvaluateNonCalibrated(
        IDataView data,
        string labelColumnName = DefaultColumnNames.Label,
        string scoreColumnName = DefaultColumnNames.Score,
        string predictedLabelColumnName = DefaultColumnNames.PredictedLabel)
    {
        ArgumentNullException.ThrowIfNull(data);
        CheckNames(data, labelColumnName, scoreColumnName, predictedLabelColumnName);
        return BinaryEvaluator.Evaluate(data, labelColumnName, scoreColumnName);
    }

    /// <summary>Trains and measures on each of several folds, without probabilities.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="estimator">What is trained.</param>
    /// <param name="numberOfFolds">2 or more.</param>
    /// <param name="labelColumnName">The label.</param>
    /// <param name="samplingKeyColumnName">Rows with the same value of this column stay in one fold; null for none.</param>
    /// <param name="seed">The seed of the folds; null: by the context's.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are less than two folds, or a column is missing or of the wrong type.</exception>
    public IReadOnlyList<CrossValidationResult<BinaryClassificationMetrics>> CrossValidateNonCalibrated(
        IDataView data,
        IEstimator<ITransformer> estimator,
        int numberOfFolds = 5,
        string labelColumnName = DefaultColumnNames.Label,
        string? samplingKeyColumnName = null,
        int? seed = null)
    {
        EvaluationColumns.CheckNames((labelColumnName, nameof(labelColumnName)));
        return CrossValidate(new CrossValidationPlan(data, estimator, numberOfFolds, samplingKeyColumnName, seed), scored => EvaluateNonCalibrated(scored, labelColumnName));
    }

    /// <summary>Trains and measures on each of several folds.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="estimator">What is trained.</param>
    /// <param name="numberOfFolds">2 or more.</param>
    /// <param name="labelColumnName">The label.</param>
    /// <param name="samplingKeyColumnName">Rows with the same value of this column stay in one fold; null for none.</param>
    /// <param name="seed">The seed of the folds; null: by the context's.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are less than two folds, or a column is missing or of the wrong type.</exception>
    public IReadOnlyList<CrossValidationResult<CalibratedBinaryClassificationMetrics>> CrossValidate(
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

    /// <summary>The same predictor with another score above which a row is predicted positive.</summary>
    /// <typeparam name="TModel">The model.</typeparam>
    /// <param name="model">The predictor.</param>
    /// <param name="threshold">The score.</param>
    public BinaryPredictionTransformer<TModel> ChangeModelThreshold<TModel>(BinaryPredictionTransformer<TModel> model, float threshold)
        where TModel : class
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Threshold == threshold
            ? model
            : new BinaryPredictionTransformer<TModel>(model.Model, model.TrainSchema, model.FeatureColumnName, threshold, model.ThresholdColumn);
    }

    private static void CheckNames(IDataView data, string label, string score, string predictedLabel)
    {
        EvaluationColumns.CheckNames((label, "labelColumnName"), (score, "scoreColumnName"), (predictedLabel, "predictedLabelColumnName"));
        data.Schema.Find(predictedLabel, "predicted label");
    }
}
