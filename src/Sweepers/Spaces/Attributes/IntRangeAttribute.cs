namespace MLNetTuning.Sweepers.Spaces.Attributes;

/// <summary>A property that is searched over whole numbers: see <see cref="IntParameter"/>.</summary>
/// <param name="min">The smallest value.</param>
/// <param name="max">The largest value, above <paramref name="min"/>.</param>
public sealed class IntRangeAttribute(long min, long max) : SearchAttribute
{
    /// <summary>The smallest value.</summary>
    public long Min { get; } = min;

    /// <summary>The largest value.</summary>
    public long Max { get; } = max;

    /// <summary>How the range is walked: linear (default) or log.</summary>
    public Scale Scale { get; set; }

    /// <summary>The distance between neighbouring values; 1 by default. Linear scale only.</summary>
    public long Step { get; set; } = 1;

    /// <summary>The quotient of neighbouring values; 0, the default, means none. Log scale only.</summary>
    public long StepFactor { get; set; }

    internal override Parameter Create(string name, Type type, ParameterValue? initial, Condition? condition)
    {
        var plain = Range(name, null, null);
        return Range(name, initial is { } value && plain.Contains(value) ? value.ToInt64() : null, condition);
    }

    private IntParameter Range(string name, long? initial, Condition? condition) => new(name, Min, Max, Scale)
    {
        Step = Step,
        StepFactor = StepFactor == 0 ? null : StepFactor,
        Default = initial,
        LowCost = Hint,
        Condition = condition,
    };
}
