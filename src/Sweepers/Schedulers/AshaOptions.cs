namespace MLNetTuning.Sweepers.Schedulers;

/// <summary>Asynchronous successive halving: nobody waits for a rung to fill.</summary>
/// <remarks>Li, Jamieson, Rostamizadeh, Gonina, Hardt, Recht, Talwalkar: A system for massively parallel hyperparameter tuning, MLSys 2020, algorithm 2.</remarks>
public sealed class AshaOptions
{
    /// <summary>How many trials are handed out in all, promotions counted; null, the default, means without end: give the run a limit.</summary>
    public int? MaxTrials { get; init; }

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

    /// <summary>A choice parameter whose values take turns at the first rung; null, the default, means a plain draw.</summary>
    public string? StratifyBy { get; init; }

    /// <summary>The budgets of the rungs, growing.</summary>
    /// <exception cref="ArgumentException">An option is not allowed; the message lists every violation.</exception>
    public IReadOnlyList<double> Ladder()
    {
        Validate();
        return HyperbandPlanner.Ladder(Rungs, MinBudget, MaxBudget, Factor, WholeBudgets);
    }

    internal void Validate()
    {
        var errors = new List<string>();
        LadderChecks.Budgets(MinBudget, MaxBudget, Rungs, WholeBudgets, errors);
        LadderChecks.Factor(Factor, errors);
        Messages.Require(MaxTrials is null or >= 1, errors, $"MaxTrials is {MaxTrials}. Allowed: at least 1, or null for no limit.");
        Messages.ThrowIfAny(nameof(AshaOptions), errors);
    }
}
