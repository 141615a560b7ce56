namespace MLNetTuning.Experiments;

/// <summary>What an experiment makes of its models.</summary>
public enum ExperimentEnsemble
{
    /// <summary>Models picked one by one, with replacement, as they lower the loss of the average (Caruana et al. 2004).</summary>
    Greedy,

    /// <summary>The mean of the five best.</summary>
    Average,

    /// <summary>The best model alone.</summary>
    None,
}
