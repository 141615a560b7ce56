using TorchSharp;
using static TorchSharp.torch;

namespace MLNetTuning.Trainers.TorchSharp.Torch;

/// <summary>The losses row by row, in nats; the squared error of standardised labels.</summary>
internal static class TorchLoss
{
    public static Tensor Rows(PredictionTask task, Tensor outputs, Tensor labels, float smoothing) => task switch
    {
        PredictionTask.Binary => Logistic(outputs, labels, smoothing).squeeze(1),
        PredictionTask.Multiclass => Softmax(outputs, labels, smoothing).squeeze(1),
        _ => Square(outputs.sub(labels)).squeeze(1),
    };

    private static Tensor Square(Tensor x) => x.mul(x);

    /// <summary>ln(1 + e^z) - z y.</summary>
    private static Tensor Logistic(Tensor outputs, Tensor labels, float smoothing)
    {
        var targets = smoothing > 0 ? labels.mul(1 - smoothing).add(0.5f * smoothing) : labels;
        return outputs.logaddexp(zeros_like(outputs)).sub(outputs.mul(targets));
    }

    private static Tensor Softmax(Tensor outputs, Tensor labels, float smoothing)
    {
        var logProbabilities = outputs.sub(outputs.logsumexp(1, true));
        var loss = logProbabilities.gather(1, labels).mul(smoothing - 1);
        return smoothing > 0 ? loss.sub(logProbabilities.mean([1L], true).mul(smoothing)) : loss;
    }
}
