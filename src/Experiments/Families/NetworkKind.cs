namespace MLNetTuning.Experiments.Families;

/// <summary>The networks a search knows.</summary>
internal enum NetworkKind
{
    /// <summary>RealMLP: periodic embeddings of numbers, parametric activations.</summary>
    RealMlp,

    /// <summary>RealMLP without embeddings of numbers, Mish, dropout 0.3.</summary>
    Plain,

    /// <summary>TabM-mini of 8 members with piecewise linear embeddings.</summary>
    TabM,

    /// <summary>RealMLP with piecewise linear embeddings.</summary>
    RealMlpPle,
}
