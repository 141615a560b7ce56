using MLNetTuning.Trainers.Engines;
using MLNetTuning.Trainers.Tests.Engines;
using MLNetTuning.Trainers.TorchSharp;

namespace MLNetTuning.Torch.Tests.Torch;

public class TorchEngineTests : EngineContractTests
{
    private protected override IEngine Engine { get; } = TorchEngineFactory.Create();

    [Fact]
    public void Create_NoSuchGpu_FallsBackOrSaysSo()
    {
        Assert.Equal("torch", TorchEngineFactory.Create(gpuDeviceId: 99).Name);
        Assert.Contains("CUDA device 99", Assert.Throws<NotSupportedException>(() => TorchEngineFactory.Create(99, fallbackToCpu: false)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => TorchEngineFactory.Create(-1));
    }
}
