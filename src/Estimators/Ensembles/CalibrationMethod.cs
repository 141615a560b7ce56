namespace MLNetTuning.Estimators.Ensembles;

/// <summary>How an ensemble's probabilities are calibrated on its out-of-fold predictions.</summary>
public enum CalibrationMethod
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>One temperature, kept only when the cross-fitted log loss falls. Binary and multiclass.</summary>
    Temperature,

    /// <summary>Platt's line, kept only when the cross-fitted log loss falls. Binary.</summary>
    Platt,

    /// <summary>Isotonic regression; below 1,000 rows of either class Platt's line instead. Kept only when the cross-fitted log loss falls. Binary.</summary>
    Isotonic,
}
