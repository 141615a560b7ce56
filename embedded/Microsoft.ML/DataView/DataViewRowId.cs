using System.Globalization;

namespace Microsoft.ML.Data;

/// <summary>A 128-bit identity of a row, the same in every pass over one data view.</summary>
public readonly struct DataViewRowId : IComparable<DataViewRowId>, IEquatable<DataViewRowId>
{
    /// <summary>The low 64 bits.</summary>
    public readonly ulong Low;

    /// <summary>The high 64 bits.</summary>
    public readonly ulong High;

    /// <summary>Makes an identity from its halves.</summary>
    /// <param name="low">The low 64 bits.</param>
    /// <param name="high">The high 64 bits.</param>
    public DataViewRowId(ulong low, ulong high)
    {
        Low = low;
        High = high;
    }

    /// <summary>The 32 hexadecimal digits, high half first.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{High:x16}{Low:x16}");

    /// <summary>Compares as unsigned 128-bit numbers.</summary>
    /// <param name="other">The other identity.</param>
    public int CompareTo(DataViewRowId other)
    {
        var high = High.CompareTo(other.High);
        return high != 0 ? high : Low.CompareTo(other.Low);
    }

    /// <summary>Whether both halves are equal.</summary>
    /// <param name="other">The other identity.</param>
    public bool Equals(DataViewRowId other) => Low == other.Low && High == other.High;

    /// <summary>Whether <paramref name="obj"/> is an equal identity.</summary>
    /// <param name="obj">The other value.</param>
    public override bool Equals(object? obj) => obj is DataViewRowId other && Equals(other);

    /// <summary>A hash of both halves.</summary>
    public override int GetHashCode() => (int)(uint)Low ^ (int)(uint)(Low >> 32) ^ (int)(uint)(High * 7) ^ (int)(uint)((High * 7) >> 32);
}
