using System.Globalization;

namespace Microsoft.ML.Data;

/// <summary>A category held as an unsigned number: 0 is missing, 1 to <see cref="Count"/> are the categories.</summary>
public sealed class KeyDataViewType : PrimitiveDataViewType
{
    /// <summary>Makes a key type.</summary>
    /// <param name="type">The raw type: byte, ushort, uint or ulong.</param>
    /// <param name="count">Number of categories, 1 or more and no more than the raw type can hold.</param>
    /// <exception cref="ArgumentException">The raw type is not one of the four.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The count is 0 or too large.</exception>
    public KeyDataViewType(Type type, ulong count)
        : base(type)
    {
        if (!IsValidDataType(type))
        {
            throw new ArgumentException($"A key is held in a byte, ushort, uint or ulong, but {type} was given.", nameof(type));
        }

        if (count == 0 || count > MaxCount(type))
        {
            throw new ArgumentOutOfRangeException(nameof(count), count, $"A key of {type.Name} has 1 to {MaxCount(type)} categories.");
        }

        Count = count;
    }

    /// <summary>Makes a key type.</summary>
    /// <param name="type">The raw type: byte, ushort, uint or ulong.</param>
    /// <param name="count">Number of categories, 1 or more.</param>
    public KeyDataViewType(Type type, int count)
        : this(type, count < 0 ? 0UL : (ulong)count)
    {
    }

    /// <summary>Number of categories.</summary>
    public ulong Count { get; }

    /// <summary>Whether keys can be held in <paramref name="type"/>.</summary>
    /// <param name="type">The raw type asked about.</param>
    public static bool IsValidDataType(Type type) =>
        type == typeof(byte) || type == typeof(ushort) || type == typeof(uint) || type == typeof(ulong);

    /// <summary>Whether <paramref name="other"/> is a key of the same raw type and count.</summary>
    /// <param name="other">The other type.</param>
    public override bool Equals(DataViewType? other) => other is KeyDataViewType key && key.RawType == RawType && key.Count == Count;

    /// <summary>Whether <paramref name="other"/> is a key type of the same raw type and count.</summary>
    /// <param name="other">The other value.</param>
    public override bool Equals(object? other) => other is DataViewType type && Equals(type);

    /// <summary>A hash of raw type and count.</summary>
    public override int GetHashCode() => HashCode.Combine(RawType, Count);

    /// <summary>The raw type and the range of categories.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"Key<{RawType.Name}, 0-{Count - 1}>");

    private static ulong MaxCount(Type type) =>
        type == typeof(byte) ? byte.MaxValue : type == typeof(ushort) ? ushort.MaxValue : type == typeof(uint) ? uint.MaxValue : ulong.MaxValue;
}
