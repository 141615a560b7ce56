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
    public TrainingSession Start(NetworkSpec spec, TrainingOptions options, TrainingData train, TrainingData? validation) =>
        new TorchSession(spec, options, new TrainingParts(spec, options, train, validation), device, clock);
}
