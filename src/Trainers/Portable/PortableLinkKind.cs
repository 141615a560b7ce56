namespace MLNetTuning.Trainers.Portable;

/// <summary>How a predictor's raw outputs become what is predicted.</summary>
public enum PortableLinkKind
{
    /// <summary>The raw output is the prediction (regression), or no probability is known (binary).</summary>
    Identity,

    /// <summary>Binary: p = 1 / (1 + exp(slope x score + offset)), as Platt 1999 writes it.</summary>
    Logistic,

    /// <summary>Multiclass: exp of each output over the sum of all.</summary>
    Softmax,

    /// <summary>Multiclass, one against all: each output by its own logistic curve, divided by their sum.</summary>
    NormalizedLogistic,

    /// <summary>Binary and multiclass: the outputs are probabilities already; the binary score is then their logit.</summary>
    Probabilities,

    /// <summary>Regression: the prediction is exp of the output.</summary>
    Exponential,

    /// <summary>Binary: the probability on straight lines between known points, slopes being the points' scores and offsets their probabilities (isotonic calibration).</summary>
    Isotonic,
}
