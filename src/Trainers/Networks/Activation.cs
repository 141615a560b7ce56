namespace MLNetTuning.Trainers.Networks;

/// <summary>The non-linear function a block applies to each of its units.</summary>
public enum Activation
{
    /// <summary>max(0, x).</summary>
    ReLU,

    /// <summary>x for x above 0, else 0.01 x.</summary>
    LeakyReLU,

    /// <summary>x for x above 0, else e^x - 1 (Clevert et al. 2016).</summary>
    Elu,

    /// <summary>1.0507 x for x above 0, else 1.7581 (e^x - 1) (Klambauer et al. 2017).</summary>
    Selu,

    /// <summary>x times the normal distribution function of x (Hendrycks and Gimpel 2016), the exact form.</summary>
    Gelu,

    /// <summary>x times the logistic function of x, also called swish.</summary>
    SiLU,

    /// <summary>x tanh(ln(1 + e^x)) (Misra 2019).</summary>
    Mish,

    /// <summary>The hyperbolic tangent.</summary>
    Tanh,

    /// <summary>The logistic function 1 / (1 + e^-x).</summary>
    Sigmoid,

    /// <summary>ln(1 + e^x).</summary>
    Softplus,

    /// <summary>x itself: a linear block, for instance a bottleneck.</summary>
    Identity,
}
