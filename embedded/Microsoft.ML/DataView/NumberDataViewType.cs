namespace Microsoft.ML.Data;

/// <summary>A number of one of the ten .NET widths; only <see cref="Single"/> and <see cref="Double"/> have a missing value, NaN.</summary>
public sealed class NumberDataViewType : PrimitiveDataViewType
{
    private NumberDataViewType(Type rawType)
        : base(rawType)
    {
    }

    /// <summary>The type read as <see cref="System.SByte"/>.</summary>
    public static NumberDataViewType SByte { get; } = new(typeof(sbyte));

    /// <summary>The type read as <see cref="System.Byte"/>.</summary>
    public static NumberDataViewType Byte { get; } = new(typeof(byte));

    /// <summary>The type read as <see cref="System.Int16"/>.</summary>
    public static NumberDataViewType Int16 { get; } = new(typeof(short));

    /// <summary>The type read as <see cref="System.UInt16"/>.</summary>
    public static NumberDataViewType UInt16 { get; } = new(typeof(ushort));

    /// <summary>The type read as <see cref="System.Int32"/>.</summary>
    public static NumberDataViewType Int32 { get; } = new(typeof(int));

    /// <summary>The type read as <see cref="System.UInt32"/>.</summary>
    public static NumberDataViewType UInt32 { get; } = new(typeof(uint));

    /// <summary>The type read as <see cref="System.Int64"/>.</summary>
    public static NumberDataViewType Int64 { get; } = new(typeof(long));

    /// <summary>The type read as <see cref="System.UInt64"/>.</summary>
    public static NumberDataViewType UInt64 { get; } = new(typeof(ulong));

    /// <summary>The type read as <see cref="System.Single"/>.</summary>
    public static NumberDataViewType Single { get; } = new(typeof(float));

    /// <summary>The type read as <see cref="System.Double"/>.</summary>
    public static NumberDataViewType Double { get; } = new(typeof(double));

    /// <summary>Whether <paramref name="other"/> is the number type of the same width.</summary>
    /// <param name="other">The other type.</param>
    public override bool Equals(DataViewType? other) => ReferenceEquals(this, other);

    /// <summary>The name of the .NET type.</summary>
    public override string ToString() => RawType.Name;
}
