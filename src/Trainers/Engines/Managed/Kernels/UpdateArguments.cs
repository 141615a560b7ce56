namespace MLNetTuning.Trainers.Engines.Managed.Kernels;

/// <summary>The memory and numbers of an optimizer's step. All blocks are <see cref="Count"/> floats, a multiple of 16.</summary>
internal unsafe struct UpdateArguments
{
    /// <summary>[in and out].</summary>
    public float* Values;

    /// <summary>[in] The first worker's gradient; the others follow at <see cref="GradientStride"/>.</summary>
    public float* Gradients;

    public int GradientStride;

    /// <summary>Number of gradients to add.</summary>
    public int GradientCount;

    /// <summary>[in and out] First moment, or velocity.</summary>
    public float* First;

    /// <summary>[in and out] Second moment; unused by SGD.</summary>
    public float* Second;

    public int Count;

    public StepNumbers Numbers;

    /// <summary>Whether these parameters are decayed.</summary>
    public bool Decays;
}
