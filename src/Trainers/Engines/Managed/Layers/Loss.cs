using MLNetTuning.Trainers.Networks;

namespace MLNetTuning.Trainers.Engines.Managed.Layers;

/// <summary>The loss of one row and its gradient.</summary>
internal abstract class Loss
{
    /// <summary>The loss of a task.</summary>
    /// <param name="weights">The network; its target scaling puts regression losses into label units.</param>
    /// <param name="smoothing">Share of the label's mass spread over all classes.</param>
    public static Loss For(NetworkWeights weights, float smoothing) => weights.Spec.Task switch
    {
        PredictionTask.Binary => new LogisticLoss(smoothing),
        PredictionTask.Multiclass => new SoftmaxLoss(weights.Spec.Outputs, smoothing),
        _ => new SquaredLoss(weights.TargetMean, weights.TargetScale),
    };

    /// <summary>Gives the loss of a row and replaces its outputs by the gradient.</summary>
    /// <param name="outputs">[in] The head's outputs, [out] the gradient with respect to them.</param>
    /// <param name="label">The row's label.</param>
    public abstract double Apply(Span<float> outputs, float label);
}
