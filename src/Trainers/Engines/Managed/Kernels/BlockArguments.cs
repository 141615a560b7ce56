namespace MLNetTuning.Trainers.Engines.Managed.Kernels;

/// <summary>
/// The memory of one block's elementwise passes. All matrices are rows x <see cref="Stride"/> floats, all vectors <see cref="Stride"/> floats.
/// The block computes output = dropout(f(linear * scale + shift)), f the activation or, with slopes a, x + a (f(x) - x).
/// </summary>
internal unsafe struct BlockArguments
{
    /// <summary>[in] What the matrix product gave.</summary>
    public float* Linear;

    /// <summary>[out] forward, [in] backward.</summary>
    public float* Output;

    /// <summary>[in and out] The gradient of the loss: with respect to the output before, to the activation's input after.</summary>
    public float* Gradient;

    /// <summary>[in] Factor of every column.</summary>
    public float* Scale;

    /// <summary>[in] Summand of every column.</summary>
    public float* Shift;

    /// <summary>[in] Reciprocal standard deviation of every column of the batch; 0 without batch norm.</summary>
    public float* InverseDeviation;

    /// <summary>[in] Minus mean times reciprocal standard deviation; 0 without batch norm.</summary>
    public float* NormalShift;

    /// <summary>[in] The share of a parametric activation in every column; null for a plain one.</summary>
    public float* Slopes;

    /// <summary>
    /// [out] Backward: sums over the rows of the gradient, then (one stride on) of the gradient times the normalised value, then (one more, with slopes)
    /// of the output's gradient times f(x) - x.
    /// </summary>
    public float* Sums;

    public int Stride;

    public DropoutKey Dropout;
}
