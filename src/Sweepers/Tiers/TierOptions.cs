using MLNetTuning.Sweepers.Samplers;

namespace MLNetTuning.Sweepers.Tiers;

/// <summary>The plan of <see cref="Sweeper.Tiers"/>.</summary>
public sealed class TierOptions
{
    /// <summary>The tiers in order; <see cref="Tier.Networks"/> by default. A parameter belongs to the first tier that names it, and to the last when none does.</summary>
    public IReadOnlyList<Tier> Tiers { get; init; } = Tier.Networks;

    /// <summary>How many trials each tier has; 15 by default.</summary>
    public int TrialsPerTier { get; init; } = TierDefaults.TrialsPerTier;

    /// <summary>What each trial may spend; 1 by default.</summary>
    public double Budget { get; init; } = TierDefaults.Budget;

    /// <summary>How parameters are drawn within a tier; TPE after 5 random trials when null, the default. Its budget and number of trials are not used.</summary>
    public TpeOptions? Sampling { get; init; }

    internal void Validate()
    {
        var errors = new List<string>();
        Messages.Require(Tiers is { Count: > 0 } && Tiers.All(t => t is not null), errors, "Tiers is empty or has null in it. Give at least one.");
        Messages.Require(TrialsPerTier >= 1, errors, $"TrialsPerTier is {TrialsPerTier}. Allowed: at least 1.");
        Messages.Require(Budget > 0 && double.IsFinite(Budget), errors, $"Budget is {Messages.Number(Budget)}. Allowed: a finite number above 0.");
        Messages.ThrowIfAny(nameof(TierOptions), errors);
        Sampling?.Validate();
    }
}
