namespace MLNetTuning.Sweepers.Samplers;

/// <summary>How CMA-ES starts and restarts.</summary>
public sealed class CmaEsOptions
{
    /// <summary>How many trials the plan has; null, the default, means without end: give the run a limit.</summary>
    public int? MaxTrials { get; init; }

    /// <summary>The budget of every trial; 1 by default, above 0.</summary>
    public double Budget { get; init; } = CmaEsDefaults.Budget;

    /// <summary>Trials a generation; null, the default, means 4 + floor(3 ln d) for d ranges. At least 3. More is slower and safer.</summary>
    public int? Population { get; init; }

    /// <summary>The standard deviation of the first generation as a share of each range; 1/6 by default, above 0, at most 1.</summary>
    public double FirstStep { get; init; } = CmaEsDefaults.FirstStep;

    /// <summary>
    /// True, the default: a search that has converged starts again from a random point with twice the generation (IPOP). False: it goes on where it is.
    /// </summary>
    public bool Restarts { get; init; } = CmaEsDefaults.Restarts;

    internal void Validate()
    {
        var errors = new List<string>();
        Messages.Require(MaxTrials is null or >= 1, errors, $"MaxTrials is {MaxTrials}. Allowed: at least 1, or null for no limit.");
        Messages.Require(Budget > 0 && double.IsFinite(Budget), errors, $"Budget is {Messages.Number(Budget)}. Allowed: finite, above 0.");
        Messages.Require(Population is null or >= 3, errors, $"Population is {Population}. Allowed: at least 3, or null for the usual size.");
        Messages.Require(FirstStep is > 0 and <= 1, errors, $"FirstStep is {Messages.Number(FirstStep)}. Allowed: above 0, at most 1.");
        Messages.ThrowIfAny(nameof(CmaEsOptions), errors);
    }
}
