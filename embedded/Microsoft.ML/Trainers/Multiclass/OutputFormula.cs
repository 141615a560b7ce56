namespace Microsoft.ML.Trainers;

/// <summary>How the scores of the single classes become the scores of all.</summary>
internal enum OutputFormula
{
    /// <summary>They stay as they are.</summary>
    Raw = 0,

    /// <summary>Each class's probability, divided by the sum of all.</summary>
    ProbabilityNormalization = 1,

    /// <summary>The softmax of the scores.</summary>
    Softmax = 2,
}
