namespace MLNetTuning.Experiments.Tests;

/// <summary>Progress that is told at once, in the thread that reports it.</summary>
internal sealed class Told(Action<ExperimentProgress> told) : IProgress<ExperimentProgress>
{
    public void Report(ExperimentProgress value) => told(value);
}
