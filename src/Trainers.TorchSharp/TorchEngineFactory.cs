using MLNetTuning.Trainers.Engines;

namespace MLNetTuning.Trainers.TorchSharp;

/// <summary>Where a torch engine is had, in builds with and without one. The one file whose code depends on the switch.</summary>
public static class TorchEngineFactory
{
    /// <summary>Whether this build was compiled with TorchSharp.</summary>
    public static bool IsCompiledIn =>
#if TORCH_ENGINE
        true;
#else
        false;
#endif

    /// <summary>Makes a torch engine on a GPU or the CPU.</summary>
    /// <param name="gpuDeviceId">Number of the CUDA device, or null for the CPU. Default null.</param>
    /// <param name="fallbackToCpu">Whether the CPU is taken where that device cannot be had. Default true.</param>
    /// <param name="clock">Times the epochs. Default the system's clock.</param>
    /// <exception cref="NotSupportedException">This build has no torch engine, or the native library or the device is not there; the message says what to do.</exception>
    public static IEngine Create(int? gpuDeviceId = null, bool fallbackToCpu = true, TimeProvider? clock = null)
    {
#if TORCH_ENGINE
        return new Torch.TorchEngine(Torch.TorchDevices.Find(gpuDeviceId, fallbackToCpu), clock ?? TimeProvider.System);
#else
        throw new NotSupportedException(
            "This build has no torch engine. Build with -p:TorchEngine=Package (TorchBackend=cpu, cuda-windows or cuda-linux; the package feed must have TorchSharp), "
            + "or with -p:TorchEngine=Folder -p:TorchSharpAssemblies=FOLDER, or use ManagedEngine, which needs no native library.");
#endif
    }
}
