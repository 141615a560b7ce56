namespace Microsoft.ML.Data;

/// <summary>Where a transformer of a chain is used.</summary>
[Flags]
public enum TransformerScope
{
    /// <summary>Nowhere.</summary>
    None = 0,

    /// <summary>In training.</summary>
    Training = 1 << 0,

    /// <summary>In testing.</summary>
    Testing = 1 << 1,

    /// <summary>In scoring.</summary>
    Scoring = 1 << 2,

    /// <summary>In training and testing.</summary>
    TrainTest = Training | Testing,

    /// <summary>Everywhere.</summary>
    Everything = Training | Testing | Scoring,
}
