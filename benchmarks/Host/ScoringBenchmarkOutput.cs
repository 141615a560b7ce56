namespace MLNetTuning.Benchmarks.Host;

/// <summary>What the engine of the scoring benchmark answers with.</summary>
internal sealed class ScoringBenchmarkOutput
{
    public float Score { get; set; }

    public float Probability { get; set; }
}
