using MLNetTuning.Trainers.Linear;

namespace Microsoft.ML.Trainers;

/// <summary>Logistic regression of several classes by dual coordinate ascent.</summary>
public sealed partial class SdcaMaximumEntropyMulticlassTrainer : SdcaMulticlassTrainerBase<MaximumEntropyModelParameters>
{
    internal SdcaMaximumEntropyMulticlassTrainer(MLContext context, Options options)
        : base(context, options)
    {
    }

    private protected override MaximumEntropyModelParameters TrainModel(TrainContext context)
    {
        var fitted = Solve(SdcaLoss.Softmax, MulticlassLabels.Count(context), context.Training.Data);
        return new MaximumEntropyModelParameters(fitted.Weights, fitted.Biases);
    }
}
