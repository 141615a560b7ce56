namespace MLNetTuning.Host.Tests.Calibrators;

public sealed class ScoredLabel
{
    public bool Label { get; set; }

    public float Score { get; set; }

    public float Weight { get; set; } = 1;
}
