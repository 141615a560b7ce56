namespace MLNetTuning.Embedded.Tests.Metadata.Samples;

public sealed class SampleReader : SampleBase, IDisposable
{
    public void Dispose()
    {
    }
}
