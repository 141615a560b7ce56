namespace MLNetTuning.Trainers.Linear;

/// <summary>What dual coordinate ascent minimises, and so what its scores mean.</summary>
public enum SdcaLoss
{
    /// <summary>Two classes, labels 0 or 1; ln(1 + exp(-y s)); the score is the log odds of 1.</summary>
    Logistic,

    /// <summary>Two classes, labels 0 or 1; max(0, 1 - y s) with y = -1 or 1, a linear support vector machine.</summary>
    Hinge,

    /// <summary>(s - y)^2; the score is the prediction.</summary>
    Squared,

    /// <summary>K classes, labels 0 to K-1; -ln of the softmax; scores are log probabilities up to a constant.</summary>
    Softmax,
}
