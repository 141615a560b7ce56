using Microsoft.ML.Data;
using MLNetTuning.Trainers.Linear;

namespace Microsoft.ML.Trainers;

/// <summary>Logistic regression of several classes: the softmax of one linear score a class.</summary>
public sealed partial class LbfgsMaximumEntropyMulticlassTrainer : LbfgsTrainerBase<
    LbfgsMaximumEntropyMulticlassTrainer.Options, MulticlassPredictionTransformer<MaximumEntropyModelParameters>, MaximumEntropyModelParameters>
{
    internal LbfgsMaximumEntropyMulticlassTrainer(MLContext context, Options options)
        : base(context, options, LabelKind.Multiclass)
    {
    }

    private protected override MaximumEntropyModelParameters TrainModel(TrainContext context)
    {
        var fitted = SoftmaxRegression.Fit(SolverOptions, MulticlassLabels.Count(context), context.Training.Data, context.Cancellation);
        return new MaximumEntropyModelParameters(fitted.Weights, fitted.Biases);
    }

    private protected override MulticlassPredictionTransformer<MaximumEntropyModelParameters> MakeTransformer(MaximumEntropyModelParameters model, DataViewSchema trainSchema)
        => new(model, trainSchema, FeatureColumn.Name, LabelColumn.Name);

    private protected override SchemaShape.Column[] OutputColumns(SchemaShape inputSchema)
        => TrainerOutputs.Multiclass(inputSchema.Find(LabelColumn.Name, "label"));
}
