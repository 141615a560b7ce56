namespace Microsoft.ML.Data;

/// <summary>Marks an unsigned member as a key. The member counts categories from 0, as files do; the column made of it counts them from 1, and 0 is missing.</summary>
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
