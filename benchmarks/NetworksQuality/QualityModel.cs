namespace MLNetTuning.Benchmarks.NetworksQuality;

/// <summary>What is fitted to a file.</summary>
internal enum QualityModel
{
    /// <summary>The preset RealMlp.</summary>
    RealMlp,

    /// <summary>Eight of the preset RealMlpPle, each validated on another eighth of the rows; their predictions averaged.</summary>
    EightRealMlpPle,

    /// <summary>The preset TabM.</summary>
    TabM,

    /// <summary>The preset Simple.</summary>
    Simple,

    /// <summary>scikit-learn's multi-layer perceptron.</summary>
    PeerNetwork,

    /// <summary>scikit-learn's histogram gradient boosting.</summary>
    PeerBoosting,
}
