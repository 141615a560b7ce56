using Microsoft.ML.Data;
using MLNetTuning.Trainers;

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>A forest of trees for two classes; it gives scores but no probabilities.</summary>
/// <remarks>L. Breiman, "Random forests", Machine Learning 45, 2001, with leaf-wise grown trees on labels of -1 and 1.</remarks>
public sealed partial class FastForestBinaryTrainer
    : RandomForestTrainerBase<FastForestBinaryTrainer.Options, BinaryPredictionTransformer<FastForestBinaryModelParameters>, FastForestBinaryModelParameters>
{
    internal FastForestBinaryTrainer(MLContext context, Options options)
        : base(context, options, LabelKind.Binary)
    {
    }

    /// <summary>Trains; the validation rows are checked but change nothing.</summary>
    /// <param name="trainData">The rows to learn from.</param>
    /// <param name="validationData">Rows of the same columns.</param>
    public BinaryPredictionTransformer<FastForestBinaryModelParameters> Fit(IDataView trainData, IDataView validationData)
        => TrainTransformer(trainData, validationData);

    private protected override FastForestBinaryModelParameters TrainModel(TrainContext context)
    {
        BinaryLabels.CheckBothClasses(context);
        var rows = context.Training.Data;
        var signs = Array.ConvertAll(rows.Labels, static label => label > 0 ? 1f : -1f);
        return new FastForestBinaryModelParameters(Grow(new TrainingData(rows.Features, signs, rows.Weights)), rows.Features.Columns);
    }

    private protected override BinaryPredictionTransformer<FastForestBinaryModelParameters> MakeTransformer(FastForestBinaryModelParameters model, DataViewSchema trainSchema)
        => new(model, trainSchema, FeatureColumn.Name);

    private protected override SchemaShape.Column[] OutputColumns(SchemaShape inputSchema) => TrainerOutputs.Binary(calibrated: false);
}
