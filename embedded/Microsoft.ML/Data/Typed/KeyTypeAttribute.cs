namespace Microsoft.ML.Data;

/// <summary>Marks an unsigned member as a key: 0 is missing, 1 to the count are the categories.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property, AllowMultiple = false, Inherited = true)]
public sealed class KeyTypeAttribute : Attribute
{
    /// <summary>Marks a key.</summary>
    /// <param name="count">Number of categories, 1 or more.</param>
    public KeyTypeAttribute(ulong count)
    {
        Count = count;
    }

    internal ulong Count { get; }
}
