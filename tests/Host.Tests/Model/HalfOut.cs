namespace MLNetTuning.Host.Tests.Model;

internal sealed class HalfOut
{
    public float Half { get; set; }
}
