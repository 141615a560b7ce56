using MLNetTuning.Trainers.Engines.Managed.Kernels;
using MLNetTuning.Trainers.Networks;
using MLNetTuning.Trainers.Training;

namespace MLNetTuning.Trainers.Engines;

/// <summary>The engine written in C#: SIMD kernels, no native library, the same numbers for the same seed and thread count on one machine.</summary>
public sealed class ManagedEngine : IEngine
{
    private readonly TimeProvider _clock;
    private readonly KernelSet _kernels;

    /// <summary>Makes an engine; it holds no state and may be shared.</summary>
    /// <param name="clock">Times the epochs. Default the system's clock.</param>
    public ManagedEngine(TimeProvider? clock = null)
        : this(clock ?? TimeProvider.System, KernelSet.Best)
    {
    }

    internal ManagedEngine(TimeProvider clock, KernelSet kernels)
    {
        _clock = clock;
        _kernels = kernels;
    }

    /// <summary><c>managed</c>.</summary>
    public string Name => "managed";

    /// <inheritdoc/>
    public TrainingSession Start(NetworkSpec spec, TrainingOptions options, TrainingData train, TrainingData? validation) =>
        new Managed.ManagedSession(spec, options, new TrainingParts(spec, options, train, validation), _kernels, _clock);
}
