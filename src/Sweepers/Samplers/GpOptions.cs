namespace MLNetTuning.Sweepers.Samplers;

/// <summary>How the Gaussian process sampler learns.</summary>
public sealed class GpOptions
{
    /// <summary>How many trials the plan has; null, the default, means without end: give the run a limit.</summary>
    public int? MaxTrials { get; init; }

    /// <summary>The budget of every trial; 1 by default, above 0.</summary>
    public double Budget { get; init; } = GpDefaults.Budget;

    /// <summary>Random trials before the first learnt one; 10 by default, at least 2.</summary>
    public int StartupTrials { get; init; } = GpDefaults.StartupTrials;

    /// <summary>The most trials the process looks at: above it the best half and the newest half; 300 by default, at least 20. Time grows with the cube.</summary>
    public int MostObservations { get; init; } = GpDefaults.MostObservations;

    internal void Validate()
    {
        var errors = new List<string>();
        Messages.Require(MaxTrials is null or >= 1, errors, $"MaxTrials is {MaxTrials}. Allowed: at least 1, or null for no limit.");
        Messages.Require(Budget > 0 && double.IsFinite(Budget), errors, $"Budget is {Messages.Number(Budget)}. Allowed: finite, above 0.");
        Messages.Require(StartupTrials >= 2, errors, $"StartupTrials is {StartupTrials}. Allowed: at least 2.");
        Messages.Require(MostObservations >= 20, errors, $"MostObservations is {MostObservations}. Allowed: at least 20.");
        Messages.ThrowIfAny(nameof(GpOptions), errors);
    }
}
