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
    /// <exception cref="NotSupportedException">The network or the options have parts this engine lacks; the message lists them.</exception>
    public TrainingSession Start(NetworkSpec spec, TrainingOptions options, TrainingData train, TrainingData? validation)
    {
        var parts = new TrainingParts(spec, options, train, validation);
        TorchSupport.Check(spec, options);
        return new TorchSession(spec, options, parts, device, clock);
    }
}
