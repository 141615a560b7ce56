using MLNetTuning.Trainers.Networks;
using MLNetTuning.Trainers.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNetTuning.Trainers.TorchSharp.Torch;

/// <summary>The losses, output by output and row by row, as they are trained on; regression on standardised labels.</summary>
/// <param name="weights">The network.</param>
/// <param name="options">The loss's options.</param>
internal sealed class TorchLoss(NetworkWeights weights, TrainingOptions options)
{
    // A share that rounds to 0 has no logarithm.
    private const double LeastShare = 1e-30;

    /// <summary>What a mean loss is multiplied by to be told in label units.</summary>
    public double Unit { get; } = weights.Spec.Task != PredictionTask.Regression || options.Loss.Kind == LossKind.Poisson ? 1
        : options.Loss.Kind is LossKind.Absolute or LossKind.Quantile ? weights.TargetScale
        : weights.TargetScale * weights.TargetScale;

    /// <summary>The loss of each row of each member.</summary>
    /// <param name="outputs">(Members x) rows x outputs.</param>
    /// <param name="labels">Rows x 1.</param>
    public Tensor Rows(Tensor outputs, Tensor labels)
    {
        var isFocal = options.Loss.Kind == LossKind.Focal;
        var losses = weights.Spec.Task switch
        {
            PredictionTask.Binary when isFocal => FocalLogistic(outputs, labels),
            PredictionTask.Binary => Logistic(outputs, labels),
            PredictionTask.Multiclass when isFocal => FocalSoftmax(outputs, labels),
            PredictionTask.Multiclass => Softmax(outputs, labels),
            _ => Regression(outputs, labels),
        };
        return losses.squeeze(-1);
    }

    private static Tensor LogSigmoid(Tensor z) => z.neg().logaddexp(zeros_like(z)).neg();

    private static Tensor Pick(Tensor values, Tensor labels) => values.gather(-1, values.dim() == 2 ? labels : labels.unsqueeze(0).expand(values.shape[0], -1, -1));

    /// <summary>ln(1 + e^z) - z y.</summary>
    private Tensor Logistic(Tensor outputs, Tensor labels)
    {
        var targets = options.LabelSmoothing > 0 ? labels.Times(1 - options.LabelSmoothing).Plus(0.5f * options.LabelSmoothing) : labels;
        return outputs.logaddexp(zeros_like(outputs)).sub(outputs.mul(targets));
    }

    private Tensor FocalLogistic(Tensor outputs, Tensor labels)
    {
        var z = outputs.mul(labels.Times(2).Plus(-1));
        return LogSigmoid(z.neg()).Times(options.Loss.FocalGamma).exp().mul(LogSigmoid(z)).neg();
    }

    private Tensor Softmax(Tensor outputs, Tensor labels)
    {
        var logProbabilities = outputs.sub(outputs.logsumexp(-1, true));
        var loss = Pick(logProbabilities, labels).Times(options.LabelSmoothing - 1);
        return options.LabelSmoothing > 0 ? loss.sub(logProbabilities.mean([-1L], true).Times(options.LabelSmoothing)) : loss;
    }

    private Tensor FocalSoftmax(Tensor outputs, Tensor labels)
    {
        var logProbability = Pick(outputs.sub(outputs.logsumexp(-1, true)), labels);
        return logProbability.expm1().neg().AtLeast(LeastShare).Power(options.Loss.FocalGamma).mul(logProbability).neg();
    }

    private Tensor Regression(Tensor outputs, Tensor labels)
    {
        if (options.Loss.Kind == LossKind.Poisson)
        {
            var z = outputs.Plus(weights.TargetMean);
            return z.exp().sub(labels.mul(z));
        }

        var error = outputs.sub(labels);
        return options.Loss.Kind switch
        {
            LossKind.Absolute => error.abs(),
            LossKind.Quantile => error.relu().Times(1 - options.Loss.QuantileLevel).Plus(error.neg().relu().Times(options.Loss.QuantileLevel)),
            LossKind.Huber => Huber(error, options.Loss.HuberDelta),
            _ => error.mul(error),
        };
    }

    // Half the square of what is within delta, and delta times what is beyond.
    private static Tensor Huber(Tensor error, double delta)
    {
        var size = error.abs();
        var within = size.AtMost(delta);
        return within.mul(within).Times(0.5).Plus(size.sub(within).Times(delta));
    }
}
