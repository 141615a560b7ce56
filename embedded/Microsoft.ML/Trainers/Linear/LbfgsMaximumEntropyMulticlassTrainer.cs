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

    /// <summary>Trains from the weights of an earlier model on: sooner done when the rows are much the same.</summary>
    /// <param name="trainData">The rows to learn from.</param>
    /// <param name="modelParameters">The model to start from; null starts from nothing.</param>
    /// <exception cref="ArgumentException">The model is of another number of features or classes.</exception>
    public MulticlassPredictionTransformer<MaximumEntropyModelParameters> Fit(IDataView trainData, MaximumEntropyModelParameters modelParameters)
        => TrainTransformer(trainData, null, modelParameters?.ToLinearModel());

    private protected override MaximumEntropyModelParameters TrainModel(TrainContext context)
    {
        var fitted = SoftmaxRegression.Fit(SolverOptions with { Start = context.Start }, MulticlassLabels.Count(context), context.Training.Data, context.Cancellation);
        return new MaximumEntropyModelParameters(fitted.Weights, Centred(fitted.Biases));
    }

    /// <summary>A constant in all biases changes no probability; ML.NET's add up to 0.</summary>
    private static float[] Centred(float[] biases)
    {
        var mean = biases.Average(static bias => (double)bias);
        return Array.ConvertAll(biases, bias => (float)(bias - mean));
    }

    private protected override MulticlassPredictionTransformer<MaximumEntropyModelParameters> MakeTransformer(MaximumEntropyModelParameters model, DataViewSchema trainSchema)
        => new(model, trainSchema, FeatureColumn.Name, LabelColumn.Name);

    private protected override SchemaShape.Column[] OutputColumns(SchemaShape inputSchema)
        => TrainerOutputs.Multiclass(inputSchema.Find(LabelColumn.Name, "label"));
}
