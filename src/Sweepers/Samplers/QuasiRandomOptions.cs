namespace MLNetTuning.Sweepers.Samplers;

/// <summary>What quasi-random search may do.</summary>
public sealed class QuasiRandomOptions
{
    /// <summary>How many trials the plan has; null, the default, means without end: give the run a limit.</summary>
    public int? MaxTrials { get; init; }

    /// <summary>The budget of every trial; 1 by default, above 0.</summary>
    public double Budget { get; init; } = RandomDefaults.Budget;

    internal void Validate()
    {
        var errors = new List<string>();
        Messages.Require(MaxTrials is null or >= 1, errors, $"MaxTrials is {MaxTrials}. Allowed: at least 1, or null for no limit.");
        Messages.Require(Budget > 0 && double.IsFinite(Budget), errors, $"Budget is {Messages.Number(Budget)}. Allowed: finite, above 0.");
        Messages.ThrowIfAny(nameof(QuasiRandomOptions), errors);
    }
}
