namespace Microsoft.ML.Data;

/// <summary>A date and time of day with offset.</summary>
public sealed class DateTimeOffsetDataViewType : PrimitiveDataViewType
{
    private DateTimeOffsetDataViewType()
        : base(typeof(DateTimeOffset))
    {
    }

    /// <summary>The one instance.</summary>
    public static DateTimeOffsetDataViewType Instance { get; } = new();

    /// <summary>Whether <paramref name="other"/> is this type.</summary>
    /// <param name="other">The other type.</param>
    public override bool Equals(DataViewType? other) => other is DateTimeOffsetDataViewType;

    /// <summary>The name of the type.</summary>
    public override string ToString() => "DateTimeOffset";
}
