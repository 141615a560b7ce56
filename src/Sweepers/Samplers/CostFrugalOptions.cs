namespace MLNetTuning.Sweepers.Samplers;

/// <summary>Where cost-frugal search begins and what it weighs.</summary>
public sealed class CostFrugalOptions
{
    /// <summary>How many trials the plan has; null, the default, means without end: give the run a limit.</summary>
    public int? MaxTrials { get; init; }

    /// <summary>The budget of every trial; 1 by default, above 0.</summary>
    public double Budget { get; init; } = CostFrugalDefaults.Budget;

    /// <summary>
    /// True, the default: draws of TPE over the whole space take part, and a good one begins a local search of its own (BlendSearch). False: local
    /// search alone, which begins anew near its start when it has converged (CFO).
    /// </summary>
    public bool Blend { get; init; } = true;

    /// <summary>A choice each of whose values gets local searches of its own, begun at its cheap configuration: a trainer, say. Null, the default: none.</summary>
    public string? StratifyBy { get; init; }

    /// <summary>The share of draws that begin a value of <see cref="StratifyBy"/> that has not begun, while there is one; 1 by default, in (0, 1].</summary>
    public double StartShare { get; init; } = CostFrugalDefaults.StartShare;

    /// <summary>What a trial costs; trials by default.</summary>
    public FrugalCost Cost { get; init; }

    internal void Validate()
    {
        var errors = new List<string>();
        Messages.Require(MaxTrials is null or >= 1, errors, $"MaxTrials is {MaxTrials}. Allowed: at least 1, or null for no limit.");
        Messages.Require(Budget > 0 && double.IsFinite(Budget), errors, $"Budget is {Messages.Number(Budget)}. Allowed: finite, above 0.");
        Messages.Require(StartShare is > 0 and <= 1, errors, $"StartShare is {Messages.Number(StartShare)}. Allowed: above 0, at most 1.");
        Messages.Require(Enum.IsDefined(Cost), errors, $"Cost is {(int)Cost}. Allowed: Trials, Seconds.");
        Messages.ThrowIfAny(nameof(CostFrugalOptions), errors);
    }
}
