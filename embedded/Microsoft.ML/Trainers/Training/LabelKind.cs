namespace Microsoft.ML.Trainers;

/// <summary>The type of label a trainer learns from.</summary>
internal enum LabelKind
{
    /// <summary>A Boolean.</summary>
    Binary,

    /// <summary>A key, held in 32 bits.</summary>
    Multiclass,

    /// <summary>A Single.</summary>
    Regression,
}
