namespace Microsoft.ML.Data;

/// <summary>Number of categories of a key column.</summary>
public sealed class KeyCount
{
    /// <summary>Number of categories; null for as many as the type can hold.</summary>
    public ulong? Count;

    /// <summary>As many categories as the type can hold.</summary>
    public KeyCount()
    {
    }

    /// <summary>A number of categories.</summary>
    /// <param name="count">The number, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is 0.</exception>
    public KeyCount(ulong count)
    {
        ArgumentOutOfRangeException.ThrowIfZero(count);
        Count = count;
    }
}
