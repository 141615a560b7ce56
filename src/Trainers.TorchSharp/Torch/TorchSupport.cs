using MLNetTuning.Trainers.Networks;
using MLNetTuning.Trainers.Training;

namespace MLNetTuning.Trainers.TorchSharp.Torch;

/// <summary>What this engine cannot express.</summary>
internal static class TorchSupport
{
    /// <summary>Refuses a network or options with parts this engine lacks; the message lists them.</summary>
    /// <exception cref="NotSupportedException">There are some.</exception>
    public static void Check(NetworkSpec spec, TrainingOptions options)
    {
        var missing = new List<string>();
        Refuse(!spec.HasPlainFront, "numeric embeddings and categories");
        Refuse(spec.FrontScale, "front scaling");
        Refuse(spec.Wide, "a wide part");
        Refuse(spec.Members > 1, "members");
        Refuse(spec.IsExponential || options.Loss.Kind != LossKind.Default, "losses other than cross-entropy and squared error");
        Refuse(spec.Blocks.Any(block => block.Normalization == Normalization.Layer || block.HasSecondStage), "layer norm and norms after the activation");
        Refuse(spec.Blocks.Any(block => block.IsParametric), "parametric activations");
        Refuse(spec.Blocks.Any(block => block.IsResidual), "residual blocks");
        Refuse(options.Optimizer is not (OptimizerKind.Adam or OptimizerKind.AdamW or OptimizerKind.Sgd), $"the optimizer {options.Optimizer}");
        Refuse(options.L1 > 0 || options.ActivityPenalty > 0 || options.MaxNorm > 0, "L1, activity penalty and max-norm");
        Refuse(options.ClipNorm > 0 || options.ClipValue > 0 || options.GradientNoise > 0, "gradient clipping and noise");
        Refuse(options.LearningRateFactors != new GroupFactors() || options.DecayFactors != GroupFactors.Matrices, "factors by group of parameters");
        Refuse(options.Parametrization != Parametrization.Standard, "NTK parametrisation");
        Refuse(options.Averaging != WeightAveraging.None, "weight averaging");
        Refuse(options.Watch != WatchedValue.Loss, "watching another value than the loss");
        if (missing.Count > 0)
        {
            throw new NotSupportedException($"The torch engine has no {string.Join("; no ", missing)}. Use the managed engine, or leave these out.");
        }

        void Refuse(bool isUsed, string what)
        {
            if (isUsed)
            {
                missing.Add(what);
            }
        }
    }
}
