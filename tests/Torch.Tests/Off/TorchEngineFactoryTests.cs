using MLNetTuning.Trainers.TorchSharp;

namespace MLNetTuning.Torch.Tests.Off;

public class TorchEngineFactoryTests
{
    [Fact]
    public void Create_BuildWithoutTorch_SaysHowToSwitchItOn()
    {
        Assert.False(TorchEngineFactory.IsCompiledIn);
        var message = Assert.Throws<NotSupportedException>(() => TorchEngineFactory.Create()).Message;
        Assert.Contains("-p:TorchEngine=Package", message);
        Assert.Contains("TorchSharpAssemblies=FOLDER", message);
        Assert.Contains("ManagedEngine", message);
    }

    [Fact]
    public void Assembly_BuildWithoutTorch_ReferencesNoTorchSharp() =>
        Assert.DoesNotContain(typeof(TorchEngineFactory).Assembly.GetReferencedAssemblies(), name => name.Name == "TorchSharp");
}
