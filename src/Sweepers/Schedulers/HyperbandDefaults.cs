namespace MLNetTuning.Sweepers.Schedulers;

/// <summary>The defaults of Hyperband and successive halving, one place.</summary>
internal static class HyperbandDefaults
{
    // The paper's running example: Li, Jamieson, DeSalvo, Rostamizadeh, Talwalkar, JMLR 18 (2018), section 3.
    public const double MaxBudget = 81;
    public const double MinBudget = 1;
    public const double Factor = 3;
    public const int Iterations = 1;
    public const HyperbandSizes Sizes = HyperbandSizes.Formula;
    public const int Configurations = 27;
    public const bool WholeBudgets = true;
}
