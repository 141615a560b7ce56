using Microsoft.ML.Calibrators;

namespace Microsoft.ML.Data;

/// <summary>Adds PredictedLabel, Score and, for a calibrated model, Probability.</summary>
/// <typeparam name="TModel">The model.</typeparam>
public sealed class BinaryPredictionTransformer<TModel> : SingleFeaturePredictionTransformerBase<TModel>
    where TModel : class
{
    private readonly BinaryScoreTask _task;

    internal BinaryPredictionTransformer(
        TModel model, DataViewSchema trainSchema, string featureColumn, float threshold = 0, string thresholdColumn = DefaultColumnNames.Score)
        : base(model, trainSchema, featureColumn)
    {
        Threshold = threshold;
        ThresholdColumn = thresholdColumn;
        var calibrator = (model as CalibratedModelParametersBase)?.Calibrator;
        _task = new BinaryScoreTask(ScoreModel, calibrator, threshold, thresholdColumn == DefaultColumnNames.Probability && calibrator is not null);
    }

    internal float Threshold { get; }

    internal string ThresholdColumn { get; }

    internal override ScoreTask Task => _task;

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        SaveCore(ctx, null);
        ctx.Writer.Write(Threshold);
        ctx.Writer.Write(ThresholdColumn);
    }
}
