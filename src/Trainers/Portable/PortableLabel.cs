namespace MLNetTuning.Trainers.Portable;

/// <summary>What a portable model predicts.</summary>
public sealed record PortableLabel
{
    /// <summary>Binary, multiclass or regression.</summary>
    public required PredictionTask Task { get; init; }

    /// <summary>The label column's name. Default "Label".</summary>
    public string Name { get; init; } = "Label";

    /// <summary>Multiclass: the classes in the order of the outputs. Binary: optionally the negative and the positive one. Regression: empty.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>Whether the classes are numbers rather than texts.</summary>
    public bool ClassesAreNumbers { get; init; }

    /// <summary>Whether the predicted label is handed out as the class itself rather than as a key. Multiclass only.</summary>
    public bool PredictsValue { get; init; }

    /// <summary>
    /// Multiclass: what each class's probability, as it is handed out, is multiplied with when one class is decided on, each above 0; empty (the default) for all 1.
    /// Chosen where a metric wants other decisions than the most probable class.
    /// </summary>
    public IReadOnlyList<float> DecisionWeights { get; init; } = [];

    /// <summary>Scores per row: the number of classes (multiclass), else 1.</summary>
    public int Outputs => Task == PredictionTask.Multiclass ? Classes.Count : 1;

    /// <summary>Multiclass: the class decided on, which is the first of the highest probability times its decision weight.</summary>
    /// <param name="probabilities">One probability per class.</param>
    public int Decide(ReadOnlySpan<float> probabilities) => Metrics.DecisionWeights.PredictedClass(probabilities, DecisionWeights);
}
