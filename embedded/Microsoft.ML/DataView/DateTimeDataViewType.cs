namespace Microsoft.ML.Data;

/// <summary>A date and time of day without offset.</summary>
public sealed class DateTimeDataViewType : PrimitiveDataViewType
{
    private DateTimeDataViewType()
        : base(typeof(DateTime))
    {
    }

    /// <summary>The one instance.</summary>
    public static DateTimeDataViewType Instance { get; } = new();

    /// <summary>Whether <paramref name="other"/> is this type.</summary>
    /// <param name="other">The other type.</param>
    public override bool Equals(DataViewType? other) => other is DateTimeDataViewType;

    /// <summary>The name of the type.</summary>
    public override string ToString() => "DateTime";
}
