using MLNetTuning.Trainers.Engines.Managed;
using MLNetTuning.Trainers.Engines.Managed.Kernels;
using MLNetTuning.Trainers.Networks;
using MLNetTuning.Trainers.Training;

namespace MLNetTuning.Trainers.Engines;

/// <summary>What a network in training is worth on some rows.</summary>
/// <param name="Loss">The weighted mean loss, without dropout, smoothing and class weights; nats, or label units (squared for the squared error).</param>
/// <param name="Values">Each value that can be watched for the network's task (<see cref="WatchedValue"/>), the loss among them.</param>
public sealed record NetworkEvaluation(double Loss, IReadOnlyDictionary<WatchedValue, double> Values)
{
    /// <summary>The loss and every value, in words.</summary>
    public override string ToString() => string.Join(", ", Values.Select(pair => FormattableString.Invariant($"{pair.Key} {pair.Value:G6}")));

    internal static NetworkEvaluation Of(NetworkWeights weights, TrainingData data, TrainingOptions options)
    {
        var validator = new Validator(KernelSet.Best, data, weights, options with { Watch = WatchedValue.Loss });
        var (loss, _) = validator.Measure(weights, options.Threads);
        var values = new Dictionary<WatchedValue, double> { [WatchedValue.Loss] = loss };
        foreach (var value in Enum.GetValues<WatchedValue>())
        {
            if (value != WatchedValue.Loss && TrainingOptions.CanWatch(value, weights.Spec.Task))
            {
                values[value] = new WatchedMetric(value, data).Measure(validator.Outputs);
            }
        }

        return new NetworkEvaluation(loss, values);
    }
}
