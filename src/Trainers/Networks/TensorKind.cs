namespace MLNetTuning.Trainers.Networks;

/// <summary>What one array of a network's numbers is for.</summary>
internal enum TensorKind
{
    /// <summary>Inputs x outputs, row by row; with independent members one such matrix under the other.</summary>
    Weights,

    /// <summary>Summand of every output, a row per group of members.</summary>
    Bias,

    /// <summary>A norm's factor, a row per group of members.</summary>
    Gamma,

    /// <summary>A norm's summand, a row per group of members.</summary>
    Beta,

    /// <summary>Batch norm's running mean; not trained.</summary>
    RunningMean,

    /// <summary>Batch norm's running variance; not trained.</summary>
    RunningVariance,

    /// <summary>The share of a parametric activation in every output, a row per group of members.</summary>
    Slopes,

    /// <summary>TabM's factor of every input, a row per member.</summary>
    InputScale,

    /// <summary>TabM's factor of every output, a row per member.</summary>
    OutputScale,

    /// <summary>The front's factor of every input of the first block.</summary>
    FrontScale,

    /// <summary>Frequencies of the numeric inputs, a row per input.</summary>
    Frequencies,

    /// <summary>Phases in radians of the numeric inputs, a row per input.</summary>
    Phases,

    /// <summary>The numeric inputs' linear maps, components x width, one under the other.</summary>
    EmbeddingWeights,

    /// <summary>Summands of those maps, a row per input.</summary>
    EmbeddingBias,

    /// <summary>Factors of the input itself in a piecewise linear map, a row per input.</summary>
    EmbeddingInput,

    /// <summary>Edges of the bins, a row per input; not trained.</summary>
    Edges,

    /// <summary>Vectors of the categories' levels, a row per level, one column's levels after the other's.</summary>
    Categories,

    /// <summary>Vectors of the categories' levels in the wide part.</summary>
    WideCategories,
}
