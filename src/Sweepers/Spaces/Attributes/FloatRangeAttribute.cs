namespace MLNetTuning.Sweepers.Spaces.Attributes;

/// <summary>A property that is searched over real numbers: see <see cref="FloatParameter"/>.</summary>
/// <param name="min">The smallest value.</param>
/// <param name="max">The largest value, above <paramref name="min"/>.</param>
public sealed class FloatRangeAttribute(double min, double max) : SearchAttribute
{
    /// <summary>The smallest value.</summary>
    public double Min { get; } = min;

    /// <summary>The largest value.</summary>
    public double Max { get; } = max;

    /// <summary>How the range is walked: linear (default), log or reverse log.</summary>
    public Scale Scale { get; set; }

    /// <summary>The distance between neighbouring values; 0, the default, means continuous. Linear scale only.</summary>
    public double Step { get; set; }

    /// <summary>The quotient of neighbouring values; 0, the default, means continuous. Log scale only.</summary>
    public double StepFactor { get; set; }

    internal override Parameter Create(string name, Type type, ParameterValue? initial, Condition? condition)
    {
        var plain = Range(name, null, null);
        return Range(name, initial is { } value && plain.Contains(value) ? value.ToDouble() : null, condition);
    }

    private FloatParameter Range(string name, double? initial, Condition? condition) => new(name, Min, Max, Scale)
    {
        Step = Step == 0 ? null : Step,
        StepFactor = StepFactor == 0 ? null : StepFactor,
        Default = initial,
        LowCost = Hint,
        Condition = condition,
    };
}
