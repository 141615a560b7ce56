namespace MLNetTuning.Trainers.Networks;

/// <summary>One hidden block of a network: linear, batch norm, activation, dropout, in this order.</summary>
public sealed record BlockSpec
{
    /// <summary>Number of units, 1 to 65,536. Has no default.</summary>
    public required int Width { get; init; }

    /// <summary>Whether the units are batch-normalised (Ioffe and Szegedy 2015); a normalised block has no bias of its own. Default true.</summary>
    public bool BatchNorm { get; init; } = true;

    /// <summary>The activation. Default <see cref="Activation.ReLU"/>.</summary>
    public Activation Activation { get; init; } = Activation.ReLU;

    /// <summary>The part of units dropped at random while training, from 0 to below 1; the others are scaled up. Default 0.</summary>
    public float Dropout { get; init; }
}
