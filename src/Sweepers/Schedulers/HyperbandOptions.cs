namespace MLNetTuning.Sweepers.Schedulers;

/// <summary>What Hyperband may spend and how it divides it.</summary>
/// <remarks>Li, Jamieson, DeSalvo, Rostamizadeh, Talwalkar: Hyperband, JMLR 18 (2018), algorithm 1.</remarks>
public sealed class HyperbandOptions
{
    /// <summary>The budget of a trial that goes all the way (R), in epochs, trees or rows; 81 by default. Ignored when <see cref="Rungs"/> is given.</summary>
    public double MaxBudget { get; init; } = HyperbandDefaults.MaxBudget;

    /// <summary>The smallest budget worth comparing at; 1 by default, at most <see cref="MaxBudget"/>. Ignored when <see cref="Rungs"/> is given.</summary>
    public double MinBudget { get; init; } = HyperbandDefaults.MinBudget;

    /// <summary>One in this many is promoted (eta); 3 by default, at least 2.</summary>
    public double Factor { get; init; } = HyperbandDefaults.Factor;

    /// <summary>How often the whole plan is run; 1 by default.</summary>
    public int Iterations { get; init; } = HyperbandDefaults.Iterations;

    /// <summary>The budgets of the rungs, growing; the last is the maximum. Null, the default, means a geometric ladder by <see cref="Factor"/>.</summary>
    public IReadOnlyList<double>? Rungs { get; init; }

    /// <summary>How many configurations each bracket starts; by the paper's formula by default.</summary>
    public HyperbandSizes Sizes { get; init; } = HyperbandDefaults.Sizes;

    /// <summary>At most this many trials: brackets are taken in order and the one that does not fit is shrunk. Null, the default, means the whole plan.</summary>
    public int? MaxTrials { get; init; }

    /// <summary>Budgets of a geometric ladder are rounded up to whole numbers; true by default. Set false for fractions of rows.</summary>
    public bool WholeBudgets { get; init; } = HyperbandDefaults.WholeBudgets;

    /// <summary>
    /// A choice parameter whose values share each bracket evenly (the trainer, say), so that none is left out by luck; null, the
    /// default, means a plain draw. Used by the sampler that <see cref="Sweeper.Hyperband(HyperbandOptions)"/> makes.
    /// </summary>
    public string? StratifyBy { get; init; }

    /// <summary>
    /// A choice parameter whose values are each promoted by their best trial first, as far as places reach, before the rest is filled
    /// by value: small budgets do not rule out a slow starter. Null, the default, means by value alone.
    /// </summary>
    public string? PromoteBestOfEach { get; init; }

    /// <summary>The brackets these options plan, in the order they are run.</summary>
    /// <exception cref="ArgumentException">An option is not allowed; the message lists every violation.</exception>
    public IReadOnlyList<BracketPlan> Plan()
    {
        Validate();
        return HyperbandPlanner.Hyperband(this);
    }

    internal void Validate()
    {
        var errors = new List<string>();
        LadderChecks.Budgets(MinBudget, MaxBudget, Rungs, WholeBudgets, errors);
        LadderChecks.Factor(Factor, errors);
        Messages.Require(Enum.IsDefined(Sizes), errors, $"Sizes is {(int)Sizes}. Allowed: Formula, PrintedTable.");
        Messages.Require(Iterations >= 1, errors, $"Iterations is {Iterations}. Allowed: at least 1.");
        Messages.Require(MaxTrials is null or >= 1, errors, $"MaxTrials is {MaxTrials}. Allowed: at least 1, or null for the whole plan.");
        if (errors.Count == 0 && HyperbandPlanner.TotalTrials(this) is var total && !(total <= HyperbandPlanner.LargestPlan))
        {
            errors.Add($"The plan has {Messages.Number(total)} trials. Allowed: at most {HyperbandPlanner.LargestPlan}. Raise MinBudget or Factor.");
        }

        Messages.ThrowIfAny(nameof(HyperbandOptions), errors);
    }
}
