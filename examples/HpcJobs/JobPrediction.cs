namespace MLNetTuning.Examples.HpcJobs;

/// <summary>How long a job will take: the probability of each class.</summary>
internal sealed class JobPrediction
{
    public float[]? Score { get; set; }
}
