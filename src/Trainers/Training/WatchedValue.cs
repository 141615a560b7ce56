namespace MLNetTuning.Trainers.Training;

/// <summary>The value on the validation part that picks the best epoch and that patience and plateaus look at.</summary>
public enum WatchedValue
{
    /// <summary>The loss.</summary>
    Loss,

    /// <summary>The share of rows whose class is not the most probable. For classification.</summary>
    ClassificationError,

    /// <summary>The area under the ROC curve; the highest is best. For binary classification.</summary>
    AreaUnderRoc,

    /// <summary>The root of the mean squared error in label units. For regression.</summary>
    RootMeanSquaredError,

    /// <summary>The mean absolute error in label units. For regression.</summary>
    MeanAbsoluteError,
}
