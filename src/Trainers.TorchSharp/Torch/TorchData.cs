using MLNetTuning.Trainers.Engines;
using MLNetTuning.Trainers.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNetTuning.Trainers.TorchSharp.Torch;

/// <summary>A part of the data on the device: batches are selected there, not carried over one by one.</summary>
internal sealed class TorchData : IDisposable
{
    public TorchData(TrainingData data, TrainingParts parts, NetworkSpec spec, Device device)
    {
        Features = Place(data.Features.Values.AsSpan(0, data.Rows * data.Features.Columns).ToArray(), [data.Rows, data.Features.Columns], device);
        Weights = Place(data.Weights ?? [.. Enumerable.Repeat(1f, data.Rows)], [data.Rows], device);
        if (spec.Task == PredictionTask.Multiclass)
        {
            using var scope = NewDisposeScope();
            Labels = tensor(data.Labels.Select(label => (long)label).ToArray(), [data.Rows, 1]).to(device).clone().DetachFromDisposeScope();
        }
        else
        {
            var labels = spec.IsExponential ? data.Labels : [.. data.Labels.Select(label => (float)((label - parts.TargetMean) / parts.TargetScale))];
            Labels = Place(labels, [data.Rows, 1], device);
        }
    }

    public Tensor Features { get; }

    /// <summary>Rows x 1; class numbers as whole numbers, regression labels standardised but for counts.</summary>
    public Tensor Labels { get; }

    public Tensor Weights { get; }

    public void Dispose()
    {
        Features.Dispose();
        Labels.Dispose();
        Weights.Dispose();
    }

    /// <summary>Copies values to the device, to live until disposed.</summary>
    public static Tensor Place(float[] values, long[] shape, Device device)
    {
        using var scope = NewDisposeScope();
        return tensor(values, shape).to(device).clone().DetachFromDisposeScope();
    }
}
