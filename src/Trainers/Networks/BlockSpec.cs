namespace MLNetTuning.Trainers.Networks;

/// <summary>One hidden block of a network: linear, normalisation, activation, dropout, in this order, and perhaps the block's input added to the result.</summary>
public sealed record BlockSpec
{
    /// <summary>Number of units, 1 to 65,536. Has no default.</summary>
    public required int Width { get; init; }

    /// <summary>How the units are normalised; a block normalised before its activation has no bias of its own. Default <see cref="Networks.Normalization.Batch"/>.</summary>
    public Normalization Normalization { get; init; } = Normalization.Batch;

    /// <summary>Whether the units are normalised after the activation instead of before. Ignored without normalisation. Default false.</summary>
    public bool NormalizesAfter { get; init; }

    /// <summary>Added to the variance before its root, above 0. Ignored without normalisation. Default 1e-5.</summary>
    public float NormEpsilon { get; init; } = 1e-5f;

    /// <summary>Weight of a batch in batch norm's running statistics, above 0 to 1; the first steps weigh alike. Default 0.1.</summary>
    public float NormMomentum { get; init; } = 0.1f;

    /// <summary>The activation f. Default <see cref="Activation.ReLU"/>.</summary>
    public Activation Activation { get; init; } = Activation.ReLU;

    /// <summary>Whether the activation is x + a (f(x) - x) with a learned a per unit that starts at 1 (RealMLP, Holzmüller et al. 2024). Default false.</summary>
    public bool IsParametric { get; init; }

    /// <summary>The part of units dropped at random while training, from 0 to below 1; the others are scaled up. Default 0.</summary>
    public float Dropout { get; init; }

    /// <summary>Whether the block's input is added to its output (He et al. 2016); its width must be that of the layer before. Default false.</summary>
    public bool IsResidual { get; init; }

    /// <summary>Short for <see cref="Normalization"/> being <see cref="Networks.Normalization.Batch"/>; false stands for none.</summary>
    public bool BatchNorm
    {
        get => Normalization == Normalization.Batch;
        init => Normalization = value ? Normalization.Batch : Normalization.None;
    }

    internal bool NormalizesBefore => Normalization != Normalization.None && !NormalizesAfter;

    internal bool HasSecondStage => Normalization != Normalization.None && NormalizesAfter;
}
