namespace MLNetTuning.Trainers.Training;

/// <summary>How the matrices of blocks and head start; n inputs, m outputs.</summary>
public enum WeightStartKind
{
    /// <summary>Blocks by their activation (LeCun before SELU, Xavier before tanh and sigmoid, else He; all normal), the head uniform in +-1/sqrt(n).</summary>
    Default,

    /// <summary>Normal with variance 2/n (He et al. 2015).</summary>
    HeNormal,

    /// <summary>Uniform with variance 2/n.</summary>
    HeUniform,

    /// <summary>Normal with variance 2/(n + m) (Glorot and Bengio 2010).</summary>
    XavierNormal,

    /// <summary>Uniform with variance 2/(n + m).</summary>
    XavierUniform,

    /// <summary>Normal with variance 1/n (LeCun et al. 1998).</summary>
    LeCunNormal,

    /// <summary>Uniform with variance 1/n.</summary>
    LeCunUniform,

    /// <summary>Uniform in +-1/sqrt(n), which is PyTorch's default.</summary>
    Uniform,

    /// <summary>Orthogonal columns, or rows where there are more columns, of length 1 (Saxe et al. 2014).</summary>
    Orthogonal,

    /// <summary>Normal, then each column scaled so that its product with training rows has standard deviation 1 (RealMLP's <c>std</c>).</summary>
    Data,
}
