namespace Microsoft.ML.Data;

/// <summary>The identity of a row.</summary>
public sealed class RowIdDataViewType : PrimitiveDataViewType
{
    private RowIdDataViewType()
        : base(typeof(DataViewRowId))
    {
    }

    /// <summary>The one instance.</summary>
    public static RowIdDataViewType Instance { get; } = new();

    /// <summary>Whether <paramref name="other"/> is this type.</summary>
    /// <param name="other">The other type.</param>
    public override bool Equals(DataViewType? other) => other is RowIdDataViewType;

    /// <summary>The name of the type.</summary>
    public override string ToString() => "DataViewRowId";
}
