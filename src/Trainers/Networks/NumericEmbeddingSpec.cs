namespace MLNetTuning.Trainers.Networks;

/// <summary>How each numeric input of a network is embedded: every one by its own map with its own weights.</summary>
public sealed record NumericEmbeddingSpec
{
    /// <summary>The kind. Has no default.</summary>
    public required NumericEmbeddingKind Kind { get; init; }

    /// <summary>Numbers an input becomes (before <see cref="KeepsInput"/>), 1 to 256. Default 3.</summary>
    public int Width { get; init; } = 3;

    /// <summary>Frequencies per input, 1 to 256. Ignored by the piecewise linear kind. Default 16.</summary>
    public int Frequencies { get; init; } = 16;

    /// <summary>Standard deviation of the frequencies at the start, above 0. Ignored by the piecewise linear kind. Default 0.1.</summary>
    public float Sigma { get; init; } = 0.1f;

    /// <summary>Bins per input, 2 to 256; fewer where values repeat. Ignored by the periodic kinds. Default 48.</summary>
    public int Bins { get; init; } = 48;

    /// <summary>Whether the map ends in max(0, x). Default false.</summary>
    public bool Rectifies { get; init; }

    /// <summary>Whether the input itself is kept beside the map's numbers. Default false.</summary>
    public bool KeepsInput { get; init; }

    /// <summary>RealMLP's PBLD: 16 cosines with phase, linear to 3, the input kept.</summary>
    public static NumericEmbeddingSpec Pbld { get; } = new() { Kind = NumericEmbeddingKind.PeriodicPhase, KeepsInput = true };

    /// <summary>PLR with the package's defaults: 48 sines and cosines, sigma 0.01, linear to 24, ReLU.</summary>
    public static NumericEmbeddingSpec Plr { get; } = new() { Kind = NumericEmbeddingKind.Periodic, Frequencies = 48, Sigma = 0.01f, Width = 24, Rectifies = true };

    /// <summary>TabM's piecewise linear embedding: 48 bins, linear to 16.</summary>
    public static NumericEmbeddingSpec Ple { get; } = new() { Kind = NumericEmbeddingKind.PiecewiseLinear, Width = 16 };

    /// <summary>Columns one input becomes.</summary>
    internal int OutputWidth => Width + (KeepsInput ? 1 : 0);

    internal bool IsPeriodic => Kind != NumericEmbeddingKind.PiecewiseLinear;

    /// <summary>Numbers of one input before the linear map.</summary>
    internal int Components => Kind switch
    {
        NumericEmbeddingKind.Periodic => 2 * Frequencies,
        NumericEmbeddingKind.PeriodicPhase => Frequencies,
        _ => Bins,
    };

    internal void Check(Violations violations)
    {
        violations.Require(Enum.IsDefined(Kind), $"NumericEmbedding.Kind is {(int)Kind}; name a member of NumericEmbeddingKind.");
        violations.Require(Width is >= 1 and <= 256, $"NumericEmbedding.Width is {Width}; give 1 to 256.");
        violations.Require(Frequencies is >= 1 and <= 256, $"NumericEmbedding.Frequencies is {Frequencies}; give 1 to 256.");
        violations.Require(Sigma > 0 && float.IsFinite(Sigma), $"NumericEmbedding.Sigma is {Sigma}; give a finite number above 0.");
        violations.Require(Bins is >= 2 and <= 256, $"NumericEmbedding.Bins is {Bins}; give 2 to 256.");
    }
}
