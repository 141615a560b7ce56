namespace MLNetTuning.Benchmarks.Networks;

/// <summary>Which product of a dense layer.</summary>
internal enum ProductKind
{
    /// <summary>Inputs times weights.</summary>
    Forward,

    /// <summary>Inputs, transposed, times the gradient of the outputs.</summary>
    WeightGradient,

    /// <summary>The gradient of the outputs times the weights' transpose, which the engine keeps.</summary>
    InputGradient,
}
