namespace Microsoft.ML.Data;

/// <summary>The scores of the row a cursor stands at.</summary>
internal interface IScoreSource
{
    /// <summary>The scores; valid until the cursor moves.</summary>
    ReadOnlySpan<float> Current();
}
