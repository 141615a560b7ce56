namespace MLNetTuning.Estimators.Ensembles;

/// <summary>How an ensemble is built from its candidates.</summary>
public enum EnsembleMethod
{
    /// <summary>All candidates, averaged by their weights.</summary>
    Average,

    /// <summary>Greedy selection with replacement from out-of-fold predictions (Caruana et al. 2004).</summary>
    Greedy,

    /// <summary>A model that reads the candidates' predictions (Wolpert 1992).</summary>
    Stacking,
}
