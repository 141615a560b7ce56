namespace MLNetTuning.Sweepers.Samplers;

/// <summary>What a study takes over from an earlier one.</summary>
public sealed class WarmStartOptions
{
    /// <summary>How many configurations are tried again at most, the best first; 10 by default, at least 1.</summary>
    public int Configurations { get; init; } = 10;

    /// <summary>
    /// Of two configurations with the same choices, none of whose ranges differ by this share of the range, only the better one is tried again; 0.05 by
    /// default, in [0, 1].
    /// </summary>
    public double LeastDistance { get; init; } = 0.05;

    internal void Validate()
    {
        var errors = new List<string>();
        Messages.Require(Configurations >= 1, errors, $"Configurations is {Configurations}. Allowed: at least 1.");
        Messages.Require(LeastDistance is >= 0 and <= 1, errors, $"LeastDistance is {Messages.Number(LeastDistance)}. Allowed: 0 to 1.");
        Messages.ThrowIfAny(nameof(WarmStartOptions), errors);
    }
}
