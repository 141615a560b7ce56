namespace MLNetTuning.Sweepers.Schedulers;

/// <summary>The defaults of population-based training, one place.</summary>
internal static class PopulationDefaults
{
    // Jaderberg et al. 2017, section 4.1 and table A: populations of 10 to 80, truncation of 20 to 25 %, factors 0.8 and 1.2; Ray resamples one in four.
    public const int Population = 20;
    public const int Generations = 10;
    public const double Interval = 6;
    public const double Truncation = 0.25;
    public const double ResampleShare = 0.25;
    public const double Perturbation = 0.2;
}
