using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;

namespace Microsoft.ML.Trainers;

/// <summary>Trains one model a class, each to tell its class from all others; the class with the highest probability is predicted.</summary>
public sealed class OneVersusAllTrainer : MetaMulticlassTrainer<MulticlassPredictionTransformer<OneVersusAllModelParameters>, OneVersusAllModelParameters>
{
    private readonly IPartTrainer _trainer;
    private readonly OneVersusAllSettings _settings;

    internal OneVersusAllTrainer(IPartTrainer trainer, TrainerInfo info, string labelColumnName, OneVersusAllSettings settings)
        : base(info, labelColumnName)
    {
        _trainer = trainer;
        _settings = settings;
    }

    /// <summary>Trains on the rows of a data view, which is read once.</summary>
    /// <param name="input">The rows.</param>
    /// <returns>A transformer that adds the predictions.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of the wrong type.</exception>
    /// <exception cref="InvalidOperationException">The rows cannot be learnt from, for example because there is none.</exception>
    public override MulticlassPredictionTransformer<OneVersusAllModelParameters> Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        TrainerColumns.Check(SchemaShape.Create(input.Schema), LabelColumn, "label");
        var columns = TrainingColumns.Find(input.Schema, _trainer.FeatureColumnName, LabelColumn.Name, _trainer.WeightColumnName, _trainer.Cancellation);

        // A row of no class is a negative example for every class, if it is to be used at all.
        var rows = TrainingRows.Read(input, columns, _trainer.KeepsMissingFeatures, _settings.ImputeMissingLabelsAsNegative ? -1 : float.NaN);
        var context = new TrainContext(rows, null, columns.Label);
        var parts = new IScoreModel[MulticlassLabels.Count(context)];
        for (var k = 0; k < parts.Length; k++)
        {
            parts[k] = TrainClass(context with { Training = rows.OneAgainstRest(k) });
        }

        var formula = _settings.UseProbabilities ? OutputFormula.ProbabilityNormalization : OutputFormula.Raw;
        var model = new OneVersusAllModelParameters(formula, parts);
        return new MulticlassPredictionTransformer<OneVersusAllModelParameters>(model, input.Schema, _trainer.FeatureColumnName, LabelColumn.Name);
    }

    private IScoreModel TrainClass(TrainContext context)
    {
        var rows = context.Training.Data;
        _trainer.Cancellation.ThrowIfCancellationRequested();
        if (!MulticlassLabels.HasBoth(rows))
        {
            return ConstantModel.Create(rows);
        }

        var model = _trainer.Train(context);
        return _settings.UseProbabilities && model is not CalibratedModelParametersBase
            ? ModelCalibration.Calibrate(model, rows, _settings.Calibrator, _settings.MaximumCalibrationExampleCount)
            : model;
    }
}
