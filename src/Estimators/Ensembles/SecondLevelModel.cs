namespace MLNetTuning.Estimators.Ensembles;

/// <summary>What a stack puts on top of its candidates.</summary>
public enum SecondLevelModel
{
    /// <summary>Logistic, softmax or ridge regression on standardised inputs.</summary>
    Linear,

    /// <summary>Small gradient-boosted trees.</summary>
    Boosted,
}
