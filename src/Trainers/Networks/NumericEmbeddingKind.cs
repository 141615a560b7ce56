namespace MLNetTuning.Trainers.Networks;

/// <summary>How a numeric input becomes several.</summary>
public enum NumericEmbeddingKind
{
    /// <summary>A linear map, per input, of cos(2 pi w x) and sin(2 pi w x) with learned w (Gorishniy, Rubachev and Babenko 2022).</summary>
    Periodic,

    /// <summary>A linear map, per input, of cos(2 pi w x + b) with learned w and b (RealMLP, Holzmüller et al. 2024).</summary>
    PeriodicPhase,

    /// <summary>A linear map, per input, of the input and of how far it is through each quantile bin of the training rows; the second starts at 0 (version B of Gorishniy's rtdl_num_embeddings).</summary>
    PiecewiseLinear,
}
