namespace Microsoft.ML.Data;

/// <summary>The type of a column: what its values mean and in which .NET type they are read.</summary>
public abstract class DataViewType : IEquatable<DataViewType>
{
    private protected DataViewType(Type rawType)
    {
        ArgumentNullException.ThrowIfNull(rawType);
        RawType = rawType;
    }

    /// <summary>The .NET type a getter of the column fills.</summary>
    public Type RawType { get; }

    /// <summary>Whether the types are the same.</summary>
    /// <param name="other">The other type.</param>
    public abstract bool Equals(DataViewType? other);
}
