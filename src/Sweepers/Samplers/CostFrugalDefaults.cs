namespace MLNetTuning.Sweepers.Samplers;

/// <summary>The defaults of cost-frugal search, one place.</summary>
internal static class CostFrugalDefaults
{
    public const double Budget = 1;
    public const double StartShare = 1;
    public const int Redraws = 20;

    // Of the unit cube's side, times the root of the number of ranges, as published.
    public const double FirstStep = 0.1;
    public const double LastStep = 0.001;
    public const double Shrink = 0.5;
    public const double RestartSpread = 0.1;

    // Choices have no direction; one in five is drawn anew.
    public const double ChoiceShare = 0.2;

    // Global draws reach so far beyond what has been tried of a range with a low-cost hint, as a share of the range.
    public const double Reach = 0.1;
}
