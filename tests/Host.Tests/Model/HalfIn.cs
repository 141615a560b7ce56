namespace MLNetTuning.Host.Tests.Model;

internal sealed class HalfIn
{
    public float Number { get; set; }
}
