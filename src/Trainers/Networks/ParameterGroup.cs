namespace MLNetTuning.Trainers.Networks;

/// <summary>Parameters that share a learning-rate factor and a decay factor.</summary>
internal enum ParameterGroup
{
    Weights,
    FirstWeights,
    HeadWeights,
    Biases,
    HeadBiases,
    Norms,
    Slopes,
    MemberScales,
    FrontScale,
    NumericEmbedding,
    CategoryEmbedding,
    Wide,
}
