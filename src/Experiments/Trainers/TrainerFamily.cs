namespace MLNetTuning.Experiments.Trainers;

/// <summary>The kind of model behind a trial.</summary>
public enum TrainerFamily
{
    /// <summary>Not one of the others.</summary>
    Other,

    /// <summary>Boosted or bagged trees.</summary>
    Trees,

    /// <summary>Dense networks.</summary>
    Networks,

    /// <summary>Linear and logistic models.</summary>
    Linear,
}
