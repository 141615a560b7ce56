namespace Microsoft.ML.Transforms;

/// <summary>How values are mapped to keys.</summary>
internal sealed record ValueToKeySettings(int MaximumNumberOfKeys, ValueToKeyMappingEstimator.KeyOrdinality Ordinality, bool ValuesAsText);
