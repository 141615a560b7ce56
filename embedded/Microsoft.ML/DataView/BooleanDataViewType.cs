namespace Microsoft.ML.Data;

/// <summary>True or false; it has no missing value.</summary>
public sealed class BooleanDataViewType : PrimitiveDataViewType
{
    private BooleanDataViewType()
        : base(typeof(bool))
    {
    }

    /// <summary>The one instance.</summary>
    public static BooleanDataViewType Instance { get; } = new();

    /// <summary>Whether <paramref name="other"/> is this type.</summary>
    /// <param name="other">The other type.</param>
    public override bool Equals(DataViewType? other) => other is BooleanDataViewType;

    /// <summary>The name of the type.</summary>
    public override string ToString() => "Boolean";
}
