using MLNetTuning.Trainers.Networks;
using MLNetTuning.Trainers.Training;

namespace MLNetTuning.Trainers.Tests.Engines;

/// <summary>The losses in double, as they are defined.</summary>
internal static class ReferenceLoss
{
    /// <param name="spec">The network.</param>
    /// <param name="options">The loss.</param>
    /// <param name="outputs">The head's outputs of a row.</param>
    /// <param name="label">Its label, standardised unless the output is exponential.</param>
    /// <param name="offset">The logarithm of the mean label for an exponential output.</param>
    public static double Of(NetworkSpec spec, TrainingOptions options, double[] outputs, double label, double offset)
    {
        if (spec.Task == PredictionTask.Regression)
        {
            return Regression(options.Loss, outputs[0], label, offset);
        }

        var logits = spec.Task == PredictionTask.Binary ? [0, outputs[0]] : outputs;
        var logSum = Math.Log(logits.Sum(Math.Exp));
        if (options.Loss.Kind == LossKind.Focal)
        {
            var logP = logits[(int)label] - logSum;
            return -Math.Pow(1 - Math.Exp(logP), options.Loss.FocalGamma) * logP;
        }

        var smoothing = options.LabelSmoothing;
        return logits.Select((z, i) => -(((i == (int)label ? 1 - smoothing : 0) + (smoothing / logits.Length)) * (z - logSum))).Sum();
    }

    private static double Regression(LossOptions options, double z, double label, double offset)
    {
        var error = z - label;
        return options.Kind switch
        {
            LossKind.Absolute => Math.Abs(error),
            LossKind.Quantile => error < 0 ? -options.QuantileLevel * error : (1 - options.QuantileLevel) * error,
            LossKind.Huber => Math.Abs(error) <= options.HuberDelta ? error * error / 2 : options.HuberDelta * (Math.Abs(error) - (options.HuberDelta / 2)),
            LossKind.Poisson => Math.Exp(z + offset) - (label * (z + offset)),
            _ => error * error,
        };
    }
}
