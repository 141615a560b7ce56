namespace MLNetTuning.Experiments.Families;

/// <summary>A kind of model.</summary>
internal enum ModelFamily
{
    /// <summary>Logistic, softmax and ridge regression.</summary>
    Linear,

    /// <summary>Boosted trees.</summary>
    Boosting,

    /// <summary>Forests of trees grown side by side.</summary>
    Forest,

    /// <summary>Dense networks.</summary>
    Network,
}
