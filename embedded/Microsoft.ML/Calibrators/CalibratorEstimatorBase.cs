using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace Microsoft.ML.Calibrators;

/// <summary>Fits a calibrator to a column of scores.</summary>
/// <typeparam name="TICalibrator">The calibrator.</typeparam>
public abstract class CalibratorEstimatorBase<TICalibrator> : IEstimator<CalibratorTransformer<TICalibrator>>, IHaveCalibratorTrainer
    where TICalibrator : class, ICalibrator
{
    private readonly string? _label;
    private readonly string _score;
    private readonly string? _weight;
    private readonly ICalibratorTrainer _trainer;

    private protected CalibratorEstimatorBase(ICalibratorTrainer trainer, string? label, string score, string? weight)
    {
        ArgumentException.ThrowIfNullOrEmpty(score);
        _trainer = trainer;
        _label = label;
        _score = score;
        _weight = weight;
    }

    ICalibratorTrainer IHaveCalibratorTrainer.CalibratorTrainer => _trainer;

    /// <summary>Fits to the rows that have a label and a finite score.</summary>
    /// <param name="input">The rows.</param>
    /// <returns>A transformer that adds the probability.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of the wrong type.</exception>
    /// <exception cref="InvalidOperationException">No row can be used.</exception>
    public CalibratorTransformer<TICalibrator> Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        EvaluationColumns.Single(input.Schema, _score, "score");
        if (_label is null)
        {
            return Create((TICalibrator)_trainer.Train(default, default, default), _score);
        }

        var rows = ScoredLabels.Read(input, _label, _score, _weight);
        return Create((TICalibrator)_trainer.Train(rows.Scores, rows.Labels, rows.Weights), _score);
    }

    SchemaShape IEstimator<CalibratorTransformer<TICalibrator>>.GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        var score = inputSchema.Find(_score, "score");
        if (_label is not null)
        {
            inputSchema.Find(_label, "label");
        }

        var annotations = score.Annotations.Where(static column => CalibratedColumn.Kept.Contains(column.Name))
            .Append(new SchemaShape.Column(AnnotationUtils.Kinds.IsNormalized, SchemaShape.Column.VectorKind.Scalar, BooleanDataViewType.Instance, false));
        return inputSchema.With(
            new SchemaShape.Column(DefaultColumnNames.Probability, SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.Single, false, new SchemaShape(annotations)));
    }

    private protected abstract CalibratorTransformer<TICalibrator> Create(TICalibrator calibrator, string scoreColumn);
}
