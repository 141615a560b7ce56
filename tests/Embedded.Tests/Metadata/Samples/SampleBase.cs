namespace MLNetTuning.Embedded.Tests.Metadata.Samples;

public abstract class SampleBase
{
    protected SampleBase(float rate = 0.5f, string name = "a\tb", SampleKind kind = SampleKind.Large) => Label = $"{rate}{name}{kind}";

    public int? Seed { get; init; }

    internal string Label { get; }

    public override string ToString() => Label;

    protected virtual void Touch()
    {
    }

    public sealed class Settings;

    private protected sealed class Hidden;
}
