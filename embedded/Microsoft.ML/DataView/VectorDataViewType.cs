using System.Collections.Immutable;
using System.Globalization;

namespace Microsoft.ML.Data;

/// <summary>A vector of primitive values, of a fixed size or of a size that differs by row.</summary>
public sealed class VectorDataViewType : StructuredDataViewType
{
    /// <summary>Makes a one-dimensional vector type.</summary>
    /// <param name="itemType">The type of an item.</param>
    /// <param name="size">Number of items; 0 when it differs by row.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is negative.</exception>
    public VectorDataViewType(PrimitiveDataViewType itemType, int size = 0)
        : this(itemType, ImmutableArray.Create(size))
    {
    }

    /// <summary>Makes a vector type of several dimensions.</summary>
    /// <param name="itemType">The type of an item.</param>
    /// <param name="dimensions">The size of every dimension; 0 where it differs by row.</param>
    public VectorDataViewType(PrimitiveDataViewType itemType, params int[] dimensions)
        : this(itemType, (dimensions ?? throw new ArgumentNullException(nameof(dimensions))).ToImmutableArray())
    {
    }

    /// <summary>Makes a vector type of several dimensions.</summary>
    /// <param name="itemType">The type of an item.</param>
    /// <param name="dimensions">The size of every dimension; 0 where it differs by row.</param>
    /// <exception cref="ArgumentException">There is no dimension.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A dimension is negative.</exception>
    public VectorDataViewType(PrimitiveDataViewType itemType, ImmutableArray<int> dimensions)
        : base(typeof(VBuffer<>).MakeGenericType((itemType ?? throw new ArgumentNullException(nameof(itemType))).RawType))
    {
        if (dimensions.IsDefaultOrEmpty)
        {
            throw new ArgumentException("A vector type needs at least one dimension.", nameof(dimensions));
        }

        if (dimensions.Any(static d => d < 0))
        {
            throw new ArgumentOutOfRangeException(nameof(dimensions), "The dimensions of a vector type are 0 (unknown) or more.");
        }

        ItemType = itemType;
        Dimensions = dimensions;
        Size = dimensions.Aggregate(1, static (product, d) => checked(product * d));
    }

    /// <summary>The size of every dimension; 0 where it differs by row.</summary>
    public ImmutableArray<int> Dimensions { get; }

    /// <summary>Whether every row has the same number of items.</summary>
    public bool IsKnownSize => Size > 0;

    /// <summary>The type of an item.</summary>
    public PrimitiveDataViewType ItemType { get; }

    /// <summary>Number of items over all dimensions; 0 when it differs by row.</summary>
    public int Size { get; }

    /// <summary>Whether <paramref name="other"/> is a vector of the same item type and dimensions.</summary>
    /// <param name="other">The other type.</param>
    public override bool Equals(DataViewType? other) =>
        other is VectorDataViewType vector && vector.ItemType.Equals(ItemType) && vector.Dimensions.SequenceEqual(Dimensions);

    /// <summary>Whether <paramref name="other"/> is a vector type of the same item type and dimensions.</summary>
    /// <param name="other">The other value.</param>
    public override bool Equals(object? other) => other is DataViewType type && Equals(type);

    /// <summary>A hash of item type and size.</summary>
    public override int GetHashCode() => HashCode.Combine(ItemType.RawType, Size, Dimensions.Length);

    /// <summary>The item type and the dimensions; * where one of several differs by row.</summary>
    public override string ToString()
    {
        if (Dimensions.Length == 1)
        {
            return Size == 0 ? $"Vector<{ItemType}>" : string.Create(CultureInfo.InvariantCulture, $"Vector<{ItemType}, {Size}>");
        }

        var sizes = Dimensions.Select(static d => d == 0 ? "*" : d.ToString(CultureInfo.InvariantCulture));
        return $"Vector<{ItemType}, {string.Join(", ", sizes)}>";
    }
}
