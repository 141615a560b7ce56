namespace MLNetTuning.Sweepers.Samplers;

/// <summary>The defaults of the Gaussian process sampler, one place.</summary>
internal static class GpDefaults
{
    public const int StartupTrials = 10;
    public const int MostObservations = 300;
    public const double Budget = 1;
    public const double LeastNoise = 1e-9;

    // Where the acquisition is looked for: everywhere, then round after round nearer to the best found.
    public const int GlobalCandidates = 1024;
    public const int LocalRounds = 13;
    public const int LocalCandidates = 112;
    public const int LocalParents = 8;
    public const double FirstStep = 0.2;
    public const double StepShrink = 0.55;

    public const int FitSteps = 40;
    public const double GradientTolerance = 1e-2;
}
