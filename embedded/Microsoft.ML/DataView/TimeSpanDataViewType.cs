namespace Microsoft.ML.Data;

/// <summary>A span of time.</summary>
public sealed class TimeSpanDataViewType : PrimitiveDataViewType
{
    private TimeSpanDataViewType()
        : base(typeof(TimeSpan))
    {
    }

    /// <summary>The one instance.</summary>
    public static TimeSpanDataViewType Instance { get; } = new();

    /// <summary>Whether <paramref name="other"/> is this type.</summary>
    /// <param name="other">The other type.</param>
    public override bool Equals(DataViewType? other) => other is TimeSpanDataViewType;

    /// <summary>The name of the type.</summary>
    public override string ToString() => "TimeSpan";
}
