using MLNetTuning.Trainers.Networks;
using MLNetTuning.Trainers.Training;

namespace MLNetTuning.Trainers.Engines.Managed.Layers;

/// <summary>The loss of one row and its gradient.</summary>
internal abstract class Loss
{
    /// <summary>The loss a network is trained on.</summary>
    /// <param name="weights">The network; its target scaling puts regression losses into label units.</param>
    /// <param name="options">The loss's options.</param>
    public static Loss For(NetworkWeights weights, TrainingOptions options)
    {
        var focal = options.Loss.Kind == LossKind.Focal;
        return weights.Spec.Task switch
        {
            PredictionTask.Binary when focal => new FocalLogisticLoss(options.Loss.FocalGamma),
            PredictionTask.Binary => new LogisticLoss(options.LabelSmoothing),
            PredictionTask.Multiclass when focal => new FocalSoftmaxLoss(options.Loss.FocalGamma),
            PredictionTask.Multiclass => new SoftmaxLoss(weights.Spec.Outputs, options.LabelSmoothing),
            _ => ForRegression(options.Loss, weights.TargetMean, weights.TargetScale, options.Loss.HuberDelta),
        };
    }

    /// <summary>The same loss of a model's predictions, without smoothing.</summary>
    /// <param name="weights">The network.</param>
    /// <param name="options">The loss's options.</param>
    public static Loss ForPredictions(NetworkWeights weights, TrainingOptions options) => weights.Spec.Task == PredictionTask.Regression
        ? ForRegression(options.Loss, 0, 1, options.Loss.HuberDelta * weights.TargetScale)
        : For(weights, options with { LabelSmoothing = 0 });

    /// <summary>Gives the loss of a row and replaces its outputs by the gradient.</summary>
    /// <param name="outputs">[in] The head's outputs, [out] the gradient with respect to them.</param>
    /// <param name="label">The row's label.</param>
    public abstract double Apply(Span<float> outputs, float label);

    private static Loss ForRegression(LossOptions options, double mean, double scale, double delta) => options.Kind switch
    {
        LossKind.Absolute => new QuantileLoss(mean, scale, 0.5, factor: 2),
        LossKind.Quantile => new QuantileLoss(mean, scale, options.QuantileLevel, factor: 1),
        LossKind.Huber => new HuberLoss(mean, scale, delta),
        LossKind.Poisson => new PoissonLoss(mean),
        _ => new SquaredLoss(mean, scale),
    };
}
