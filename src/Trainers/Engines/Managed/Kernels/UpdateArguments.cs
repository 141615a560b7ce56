using MLNetTuning.Trainers.Training;

namespace MLNetTuning.Trainers.Engines.Managed.Kernels;

/// <summary>The memory and numbers of an optimizer's step on one array. All blocks are <see cref="Count"/> floats, a multiple of 16.</summary>
internal unsafe struct UpdateArguments
{
    public UpdateArguments()
    {
    }

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

    /// <summary>Factor of the gradient: what clipping by norm leaves of it.</summary>
    public float GradientFactor = 1;

    /// <summary>Factor of the learning rate.</summary>
    public float RateFactor = 1;

    /// <summary>Factor of weight decay and the penalties; 0 for parameters that are not decayed.</summary>
    public float DecayFactor = 1;

    /// <summary>
    /// The c of values c w of which w is what is trained, as in the NTK parametrisation; all else is told of the values themselves.
    /// A step in w by g' = c g is a step of c in an adaptive rule, c² in a plain one, and a penalty on w is one of 1 / c² on the values.
    /// </summary>
    public float Parametrisation = 1;

    /// <summary>The rate of this array.</summary>
    public readonly float Rate => Numbers.LearningRate * RateFactor;

    /// <summary>Factor of the value before the step.</summary>
    public readonly float Shrink => Numbers.IsDecoupled ? 1 - (Rate * Numbers.WeightDecay * DecayFactor) : 1;

    /// <summary>Factor of the value that joins the gradient.</summary>
    public readonly float Penalty => DecayFactor * (Numbers.L2 + (Numbers.IsDecoupled ? 0 : Numbers.WeightDecay)) / (Parametrisation * Parametrisation);

    /// <summary>What joins the gradient with the value's sign.</summary>
    public readonly float L1 => DecayFactor * Numbers.L1 / Parametrisation;

    public readonly float ClipValue => Numbers.ClipValue / Parametrisation;

    /// <summary>The rate of a rule whose step does not grow with the gradient.</summary>
    public readonly float AdaptiveRate => Numbers.IsUnrectified ? PlainRate : Rate * Parametrisation;

    /// <summary>The rate of a rule whose step does.</summary>
    public readonly float PlainRate => Rate * Parametrisation * Parametrisation;

    /// <summary>What is added to the root of the second moment.</summary>
    public readonly float Epsilon => Numbers.IsUnrectified ? 1 : Numbers.Epsilon / Parametrisation;
}
