namespace MLNetTuning.Trainers.Engines.Managed.Kernels;

/// <summary>The memory of a periodic embedding. A parameter and its gradient share a stride, a row per input.</summary>
internal unsafe struct PeriodicArguments
{
    /// <summary>Numeric inputs, which are the first columns of <see cref="Features"/>.</summary>
    public int Inputs;

    /// <summary>Frequencies per input.</summary>
    public int Count;

    /// <summary>Numbers per input before the kept one.</summary>
    public int Width;

    /// <summary>Whether the input follows its numbers.</summary>
    public bool KeepsInput;

    /// <summary>Whether the map ends in max(0, x).</summary>
    public bool Rectifies;

    /// <summary>[in] The features.</summary>
    public float* Features;

    public int FeatureStride;

    /// <summary>[out] forward, [in] backward when rectified: the embeddings, input after input in a row.</summary>
    public float* Output;

    public int OutputStride;

    /// <summary>[in] Backward: the gradient of the embeddings, laid out as they are.</summary>
    public float* Gradient;

    /// <summary>[in] In turns per unit.</summary>
    public float* Frequencies;

    /// <summary>[in] In radians; null for a cosine and a sine per frequency.</summary>
    public float* Phases;

    public int FrequencyStride;

    /// <summary>[in] Components x width per input; with sines the cosines come first.</summary>
    public float* Weights;

    /// <summary>[in].</summary>
    public float* Bias;

    public int WeightStride;

    /// <summary>Room for <see cref="ScratchLength"/> floats.</summary>
    public float* Scratch;

    /// <summary>[out].</summary>
    public float* FrequencyGradient;

    /// <summary>[out].</summary>
    public float* PhaseGradient;

    /// <summary>[out].</summary>
    public float* WeightGradient;

    /// <summary>[out].</summary>
    public float* BiasGradient;

    /// <summary>Cosines, or cosines and sines, per input.</summary>
    public readonly int Components => Phases is null ? 2 * Count : Count;

    /// <summary>Floats either pass needs beside its results, for the widest vectors.</summary>
    public static int ScratchLength(int components, int width, int frequencies) => (((components + 2) * width) + (2 * frequencies)) * 16;
}
