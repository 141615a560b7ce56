namespace Microsoft.ML.Data;

/// <summary>Gives an array member its size; without it the size may differ by row.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property, AllowMultiple = false, Inherited = true)]
public sealed class VectorTypeAttribute : Attribute
{
    /// <summary>A vector whose size differs by row.</summary>
    public VectorTypeAttribute()
    {
    }

    /// <summary>A vector of a fixed size.</summary>
    /// <param name="size">Number of items; 0 when it differs by row.</param>
    public VectorTypeAttribute(int size)
        : this([size])
    {
    }

    /// <summary>A vector of several dimensions.</summary>
    /// <param name="dimensions">The size of every dimension.</param>
    /// <exception cref="ArgumentOutOfRangeException">A dimension is negative.</exception>
    public VectorTypeAttribute(params int[] dimensions)
    {
        if (dimensions.Any(static d => d < 0))
        {
            throw new ArgumentOutOfRangeException(nameof(dimensions), "The dimensions of a vector are 0 (unknown) or more.");
        }

        Dimensions = dimensions;
    }

    internal int[] Dimensions { get; } = [];
}
