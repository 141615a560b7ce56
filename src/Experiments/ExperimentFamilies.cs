namespace MLNetTuning.Experiments;

/// <summary>Kinds of models an experiment may use.</summary>
[Flags]
public enum ExperimentFamilies
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Logistic, softmax and ridge regression.</summary>
    Linear = 1,

    /// <summary>Boosted trees and forests.</summary>
    Trees = 2,

    /// <summary>Dense networks.</summary>
    Networks = 4,

    /// <summary>All of them.</summary>
    All = Linear | Trees | Networks,
}
