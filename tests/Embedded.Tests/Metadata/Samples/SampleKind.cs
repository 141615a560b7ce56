namespace MLNetTuning.Embedded.Tests.Metadata.Samples;

public enum SampleKind
{
    Small = 1,
    Large = 3,
}
