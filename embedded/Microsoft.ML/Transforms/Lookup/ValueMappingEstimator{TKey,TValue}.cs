namespace Microsoft.ML.Transforms;

/// <summary>Looks values up in a dictionary. Learns nothing from data.</summary>
/// <typeparam name="TKey">The type looked up.</typeparam>
/// <typeparam name="TValue">The type found.</typeparam>
public sealed class ValueMappingEstimator<TKey, TValue> : ValueMappingEstimator
{
    internal ValueMappingEstimator((string Output, string Input)[] columns, LookupMap map)
        : base(columns, map)
    {
    }
}
