namespace MLNetTuning.Experiments;

/// <summary>What an experiment makes of its models.</summary>
public enum ExperimentEnsemble
{
    /// <summary>A greedy average or a stack of one weight a model, whichever is better on rows it was not made from.</summary>
    Auto,

    /// <summary>Models picked one by one, with replacement, as they lower the loss of the average (Caruana et al. 2004).</summary>
    Greedy,

    /// <summary>A second level that reads the models' predictions (Wolpert 1992): linear, or small boosting where there are rows for it and it is better.</summary>
    Stacking,

    /// <summary>The mean of the five best.</summary>
    Average,

    /// <summary>The best model alone.</summary>
    None,
}
