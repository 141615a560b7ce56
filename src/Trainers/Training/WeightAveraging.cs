namespace MLNetTuning.Trainers.Training;

/// <summary>Which weights are validated and become the model. Batch norm's statistics are measured again for averaged weights.</summary>
public enum WeightAveraging
{
    /// <summary>Those of the last step.</summary>
    None,

    /// <summary>An exponential mean over the steps (EMA, Polyak).</summary>
    Exponential,

    /// <summary>The plain mean over the ends of the last epochs (stochastic weight averaging, Izmailov et al. 2018).</summary>
    Stochastic,
}
