namespace MLNetTuning.Trainers.Networks;

/// <summary>What the members of an ensemble inside one network share.</summary>
public enum EnsembleKind
{
    /// <summary>Nothing: copies with their own weights, trained side by side on the same rows.</summary>
    Independent,

    /// <summary>The weight matrices; each member has factors for every layer's inputs and outputs, biases and a head (TabM, Gorishniy et al. 2025).</summary>
    TabM,

    /// <summary>All blocks; each member has factors for the first layer's inputs and a head (TabM-mini, Gorishniy et al. 2025).</summary>
    TabMMini,
}
