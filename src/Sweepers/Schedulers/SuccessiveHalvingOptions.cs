namespace MLNetTuning.Sweepers.Schedulers;

/// <summary>One bracket of successive halving.</summary>
/// <remarks>Jamieson, Talwalkar: Non-stochastic best arm identification and hyperparameter optimization, AISTATS 2016.</remarks>
public sealed class SuccessiveHalvingOptions
{
    /// <summary>How many configurations start at the lowest rung; 27 by default.</summary>
    public int Configurations { get; init; } = HyperbandDefaults.Configurations;

    /// <summary>The budget of a trial that goes all the way; 81 by default. Ignored when <see cref="Rungs"/> is given.</summary>
    public double MaxBudget { get; init; } = HyperbandDefaults.MaxBudget;

    /// <summary>The smallest budget worth comparing at; 1 by default. Ignored when <see cref="Rungs"/> is given.</summary>
    public double MinBudget { get; init; } = HyperbandDefaults.MinBudget;

    /// <summary>One in this many is promoted; 3 by default, at least 2.</summary>
    public double Factor { get; init; } = HyperbandDefaults.Factor;

    /// <summary>The budgets of the rungs, growing; null, the default, means a geometric ladder by <see cref="Factor"/>.</summary>
    public IReadOnlyList<double>? Rungs { get; init; }

    /// <summary>Budgets of a geometric ladder are rounded up to whole numbers; true by default.</summary>
    public bool WholeBudgets { get; init; } = HyperbandDefaults.WholeBudgets;

    /// <summary>A choice parameter whose values share the first rung evenly; null, the default, means a plain draw.</summary>
    public string? StratifyBy { get; init; }

    /// <summary>A choice parameter whose values are each promoted by their best trial first; null, the default, means by value alone.</summary>
    public string? PromoteBestOfEach { get; init; }

    /// <summary>The bracket these options plan.</summary>
    /// <exception cref="ArgumentException">An option is not allowed; the message lists every violation.</exception>
    public BracketPlan Plan()
    {
        Validate();
        return HyperbandPlanner.Halving(this);
    }

    internal void Validate()
    {
        var errors = new List<string>();
        LadderChecks.Budgets(MinBudget, MaxBudget, Rungs, WholeBudgets, errors);
        LadderChecks.Factor(Factor, errors);
        Messages.Require(Configurations >= 1, errors, $"Configurations is {Configurations}. Allowed: at least 1.");
        Messages.ThrowIfAny(nameof(SuccessiveHalvingOptions), errors);
    }
}
