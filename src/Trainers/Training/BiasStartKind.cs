namespace MLNetTuning.Trainers.Training;

/// <summary>How biases start.</summary>
public enum BiasStartKind
{
    /// <summary>At 0.</summary>
    Zero,

    /// <summary>Uniform in +-1/sqrt(inputs), which is PyTorch's default; the same for all TabM members.</summary>
    Uniform,

    /// <summary>So that each unit is 0 at a random mixture of 5 training rows (RealMLP's <c>he+5</c>).</summary>
    Data,
}
