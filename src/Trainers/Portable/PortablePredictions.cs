namespace MLNetTuning.Trainers.Portable;

/// <summary>What a portable model says of some rows.</summary>
public sealed class PortablePredictions
{
    private readonly PortableLabel _label;

    internal PortablePredictions(PortableLabel label, FloatMatrix scores, float[]? probabilities) =>
        (_label, Scores, Probabilities) = (label, scores, probabilities);

    /// <summary>
    /// One row per example. Binary: the raw score, above 0 for the positive class (the logit of the mean probability for more than one member).
    /// Multiclass: one probability per class. Regression: the value.
    /// </summary>
    public FloatMatrix Scores { get; }

    /// <summary>Binary: the probability of the positive class, or null for a model that is not calibrated. Otherwise null.</summary>
    public float[]? Probabilities { get; }

    /// <summary>The number of the predicted class: 0 or 1 (binary), the first of the highest probability times its decision weight (multiclass).</summary>
    /// <param name="row">Row number from 0.</param>
    /// <exception cref="InvalidOperationException">The model predicts values, not classes.</exception>
    public int PredictedClass(int row) => _label.Task switch
    {
        PredictionTask.Binary => Scores.Row(row)[0] > 0 ? 1 : 0,
        PredictionTask.Multiclass => _label.Decide(Scores.Row(row)),
        _ => throw new InvalidOperationException("A regression model predicts values, not classes; read Scores."),
    };
}
