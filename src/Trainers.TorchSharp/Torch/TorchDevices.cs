using TorchSharp;

namespace MLNetTuning.Trainers.TorchSharp.Torch;

/// <summary>Finds the device asked for, with a clear message where TorchSharp would only tell of a failed load.</summary>
internal static class TorchDevices
{
    public static torch.Device Find(int? gpuDeviceId, bool fallbackToCpu)
    {
        var gpus = CountGpus();
        if (gpuDeviceId is not { } id)
        {
            return torch.CPU;
        }

        ArgumentOutOfRangeException.ThrowIfNegative(id, nameof(gpuDeviceId));
        if (id < gpus)
        {
            return new torch.Device(DeviceType.CUDA, id);
        }

        return fallbackToCpu
            ? torch.CPU
            : throw new NotSupportedException($"CUDA device {id} was asked for, but torch finds {gpus} CUDA devices. Give another number, allow falling back to the CPU, or install a CUDA build of libtorch (TorchBackend=cuda-windows or cuda-linux).");
    }

    /// <summary>Number of CUDA devices; the first call into the native library.</summary>
    private static int CountGpus()
    {
        try
        {
            return torch.cuda.is_available() ? torch.cuda.device_count() : 0;
        }
        catch (Exception exception) when (exception is TypeInitializationException or NotSupportedException or DllNotFoundException or EntryPointNotFoundException or FileNotFoundException)
        {
            throw new NotSupportedException(
                "TorchSharp is here, but its native library could not be loaded. Add TorchSharp-cpu or a CUDA package of the same version (TorchEngine=Package does), "
                + $"or put libtorch and LibTorchSharp beside TorchSharp.dll. It said: {exception.Message}",
                exception);
        }
    }
}
