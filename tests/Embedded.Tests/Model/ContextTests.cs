using Microsoft.ML;
using Microsoft.ML.Experimental;
using Microsoft.ML.Runtime;

namespace MLNetTuning.Embedded.Tests.Model;

public sealed class ContextTests
{
    [Fact]
    public void Log_ChannelSends_HandlerGetsTextKindAndSource()
    {
        var ml = new MLContext(1);
        LoggingEventArgs? message = null;
        ml.Log += (_, e) => message = e;

        using (var channel = ml.Start("reader"))
        {
            channel.Warning(MessageSensitivity.None, "{0} rows were skipped", 3);
        }

        Assert.Equal("3 rows were skipped", message!.RawMessage);
        Assert.Equal((ChannelMessageKind.Warning, "reader"), (message.Kind, message.Source));
        Assert.Equal("[Source=reader, Kind=Warning] 3 rows were skipped", message.Message);
    }

    [Fact]
    public void NextSeed_SameSeed_SameSequence() =>
        Assert.Equal(
            Enumerable.Range(0, 5).Select(_ => new MLContext(3)).Select(static ml => ml.NextSeed()),
            Enumerable.Repeat(new MLContext(3).NextSeed(), 5));

    [Fact]
    public void Settings_NewContext_HaveTheirDefaults()
    {
        var ml = new MLContext();

        Assert.Equal(Path.GetTempPath(), ml.TempFilePath);
        Assert.Null(ml.GpuDeviceId);
        Assert.False(ml.FallbackToCpu);
    }

    [Fact]
    public void CancelExecution_TokenOfATrial_IsCanceledToo()
    {
        var ml = new MLContext(1);
        using var trial = new CancellationTokenSource();
        ml.Cancellation = trial.Token;
        var token = ml.Cancellation;

        Assert.False(token.IsCancellationRequested);
        ml.CancelExecution();

        Assert.True(token.IsCancellationRequested);
        Assert.False(trial.IsCancellationRequested);
    }

    [Fact]
    public void RegisterAssembly_SameAssemblyTwice_IsNoError()
    {
        var ml = new MLContext(1);
        ml.ComponentCatalog.RegisterAssembly(typeof(FuzzMapping).Assembly);

        ml.ComponentCatalog.RegisterAssembly(typeof(FuzzMapping).Assembly);

        Assert.Equal(typeof(FuzzMapping), ml.ComponentCatalog.FindFactory(FuzzMapping.Contract));
    }
}
