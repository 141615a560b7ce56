namespace MLNetTuning.Trainers.Networks;

/// <summary>What one array of a network's numbers is for. The order is that of the weight format.</summary>
internal enum TensorKind
{
    /// <summary>Inputs x outputs, row by row.</summary>
    Weights,

    /// <summary>Summand of every output.</summary>
    Bias,

    /// <summary>Batch norm's factor.</summary>
    Gamma,

    /// <summary>Batch norm's summand.</summary>
    Beta,

    /// <summary>Batch norm's running mean; not trained.</summary>
    RunningMean,

    /// <summary>Batch norm's running variance; not trained.</summary>
    RunningVariance,
}
