namespace MLNetTuning.Trainers.Networks;

/// <summary>How the units of a block are normalised.</summary>
public enum Normalization
{
    /// <summary>Not at all; the block has a bias.</summary>
    None,

    /// <summary>Each unit over the rows of the batch; over running statistics when scoring (Ioffe and Szegedy 2015).</summary>
    Batch,

    /// <summary>Each row over its units (Ba, Kiros and Hinton 2016).</summary>
    Layer,
}
