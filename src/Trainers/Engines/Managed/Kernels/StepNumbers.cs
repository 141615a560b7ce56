using MLNetTuning.Trainers.Training;

namespace MLNetTuning.Trainers.Engines.Managed.Kernels;

/// <summary>The numbers of one optimizer step.</summary>
internal readonly struct StepNumbers
{
    public StepNumbers(TrainingOptions options, float learningRate, float weightDecay, float momentum, long step)
    {
        Kind = options.Optimizer;
        LearningRate = learningRate;
        Momentum = momentum;
        Nesterov = options.Nesterov;
        Beta1 = options.Beta1;
        Beta2 = options.Beta2;
        Epsilon = options.Epsilon;
        Penalty = Kind == OptimizerKind.AdamW ? 0 : weightDecay;
        Shrink = Kind == OptimizerKind.AdamW ? 1 - (learningRate * weightDecay) : 1;
        FirstCorrection = (float)(1 / (1 - Math.Pow(Beta1, step)));
        SecondCorrection = (float)(1 / Math.Sqrt(1 - Math.Pow(Beta2, step)));
    }

    public OptimizerKind Kind { get; }

    public float LearningRate { get; }

    public float Momentum { get; }

    public bool Nesterov { get; }

    public float Beta1 { get; }

    public float Beta2 { get; }

    public float Epsilon { get; }

    /// <summary>Factor of the value that joins the gradient.</summary>
    public float Penalty { get; }

    /// <summary>Factor of the value before the step.</summary>
    public float Shrink { get; }

    /// <summary>1 / (1 - beta1^step).</summary>
    public float FirstCorrection { get; }

    /// <summary>1 / sqrt(1 - beta2^step).</summary>
    public float SecondCorrection { get; }
}
