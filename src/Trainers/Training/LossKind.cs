namespace MLNetTuning.Trainers.Training;

/// <summary>What training lowers.</summary>
public enum LossKind
{
    /// <summary>Cross-entropy for classification, squared error for regression.</summary>
    Default,

    /// <summary>Cross-entropy times (1 - p)^gamma, p the probability of the row's class (Lin et al. 2017). For classification.</summary>
    Focal,

    /// <summary>The absolute error. For regression.</summary>
    Absolute,

    /// <summary>Half the squared error up to delta, delta (|error| - delta / 2) above (Huber 1964). For regression.</summary>
    Huber,

    /// <summary>e^z - y z for labels of 0 or more; needs <see cref="Networks.NetworkSpec.IsExponential"/>. For regression.</summary>
    Poisson,

    /// <summary>The pinball loss, whose best answer is a quantile (Koenker and Bassett 1978). For regression.</summary>
    Quantile,
}
