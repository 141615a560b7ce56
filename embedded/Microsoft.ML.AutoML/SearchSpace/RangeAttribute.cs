namespace Microsoft.ML.SearchSpace;

/// <summary>
/// Marks a property or field as a range of numbers.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field, Inherited = false, AllowMultiple = false)]
public sealed class RangeAttribute : Attribute
{
    /// <summary>A range of doubles whose default is <paramref name="min"/>.</summary>
    public RangeAttribute(double min, double max, bool logBase = false)
        : this((object)min, max, null, logBase)
    {
    }

    /// <summary>A range of doubles with a default.</summary>
    public RangeAttribute(double min, double max, double init, bool logBase = false)
        : this((object)min, max, init, logBase)
    {
    }

    /// <summary>A range of whole numbers whose default is <paramref name="min"/>.</summary>
    public RangeAttribute(int min, int max, bool logBase = false)
        : this((object)min, max, null, logBase)
    {
    }

    /// <summary>A range of whole numbers with a default.</summary>
    public RangeAttribute(int min, int max, int init, bool logBase = false)
        : this((object)min, max, init, logBase)
    {
    }

    /// <summary>A range of singles whose default is <paramref name="min"/>.</summary>
    public RangeAttribute(float min, float max, bool logBase = false)
        : this((object)min, max, null, logBase)
    {
    }

    /// <summary>A range of singles with a default.</summary>
    public RangeAttribute(float min, float max, float init, bool logBase = false)
        : this((object)min, max, init, logBase)
    {
    }

    private RangeAttribute(object min, object max, object? init, bool logBase)
    {
        Min = min;
        Max = max;
        Init = init;
        LogBase = logBase;
    }

    /// <summary>The smallest value.</summary>
    public object Min { get; }

    /// <summary>The largest value.</summary>
    public object Max { get; }

    /// <summary>The default; null for <see cref="Min"/>.</summary>
    public object? Init { get; }

    /// <summary>Whether the scale is logarithmic.</summary>
    public bool LogBase { get; }
}
