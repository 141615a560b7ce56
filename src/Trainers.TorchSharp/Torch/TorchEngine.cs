using MLNetTuning.Trainers.Engines;
using MLNetTuning.Trainers.Networks;
using MLNetTuning.Trainers.Training;
using TorchSharp;

namespace MLNetTuning.Trainers.TorchSharp.Torch;

/// <summary>The engine on libtorch: the same contract, weights and row order as the managed one, on a CPU or CUDA device.</summary>
/// <param name="device">Where tensors live.</param>
/// <param name="clock">Times the epochs.</param>
internal sealed class TorchEngine(torch.Device device, TimeProvider clock) : IEngine
{
    /// <inheritdoc/>
    public string Name => TorchSession.Engine;

    /// <inheritdoc/>
    public TrainingSession Start(NetworkSpec spec, TrainingOptions options, TrainingData train, TrainingData? validation)
    {
        var parts = new TrainingParts(spec, options, train, validation);
        return options.SeparateBatches && spec.Members > 1
            ? throw new NotSupportedException("SeparateBatches is set, which the torch engine does not know; leave it out, or train on the managed engine.")
            : new TorchSession(spec, options, parts, device, clock);
    }
}
