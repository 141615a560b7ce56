using Microsoft.ML.Data;

namespace Microsoft.ML.Calibrators;

/// <summary>Adds the probability of a score.</summary>
/// <typeparam name="TICalibrator">The calibrator.</typeparam>
public abstract class CalibratorTransformer<TICalibrator> : RowToRowTransformerBase, ISingleFeaturePredictionTransformer<TICalibrator>
    where TICalibrator : class, ICalibrator
{
    private protected CalibratorTransformer(TICalibrator calibrator, string scoreColumn)
    {
        Calibrator = calibrator;
        ScoreColumn = scoreColumn;
    }

    string ISingleFeaturePredictionTransformer<TICalibrator>.FeatureColumnName => DefaultColumnNames.Score;

    DataViewType ISingleFeaturePredictionTransformer<TICalibrator>.FeatureColumnType => NumberDataViewType.Single;

    TICalibrator IPredictionTransformer<TICalibrator>.Model => Calibrator;

    internal TICalibrator Calibrator { get; }

    internal string ScoreColumn { get; }

    private protected override RowMapper CreateMapper(DataViewSchema schema)
        => new CalibratorMapper(schema, EvaluationColumns.Single(schema, ScoreColumn, "score"), Calibrator);
}
