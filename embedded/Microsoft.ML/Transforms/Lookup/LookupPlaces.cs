namespace Microsoft.ML.Transforms;

/// <summary>Where keys sit in an array.</summary>
internal static class LookupPlaces
{
    public static Dictionary<TKey, int> Create<TKey>(TKey[] keys)
        where TKey : notnull
    {
        var places = new Dictionary<TKey, int>(keys.Length, TermComparers.Equality<TKey>());
        for (var i = 0; i < keys.Length; i++)
        {
            if (!places.TryAdd(keys[i], i))
            {
                throw new InvalidOperationException($"Duplicate keys in data '{keys[i]}'; give every key one value.");
            }
        }

        return places;
    }
}
