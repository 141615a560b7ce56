namespace MLNetTuning.Sweepers.Spaces;

/// <summary>A named dimension of a search space, with its own map to and from the unit interval.</summary>
/// <remarks>Immutable and thread-safe. The kinds are <see cref="FloatParameter"/>, <see cref="IntParameter"/>,
/// <see cref="ChoiceParameter"/> and <see cref="BoolParameter"/>.</remarks>
public abstract class Parameter
{
    private readonly ParameterValue? _lowCost;

    private protected Parameter(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
    }

    /// <summary>The name, unique within a space, compared ordinally.</summary>
    public string Name { get; }

    /// <summary>When the parameter is active; null, the default, means always.</summary>
    public Condition? Condition { get; init; }

    /// <summary>
    /// A value that is cheap to try (few trees, a narrow layer), for samplers that start there; null, the default, means no hint. Checked by the space.
    /// </summary>
    public ParameterValue? LowCost
    {
        get => _lowCost is { } value && Contains(value) ? OwnKind(value) : _lowCost;
        init => _lowCost = value;
    }

    /// <summary>The value proposed when nothing is known: the one given, or the middle of the scale (a choice's first value).</summary>
    public abstract ParameterValue DefaultValue { get; }

    /// <summary>How many different values there are; null for a continuous range.</summary>
    public abstract long? Cardinality { get; }

    /// <summary>The allowed values in words, for messages and reports.</summary>
    public abstract string Allowed { get; }

    /// <summary>The value at a unit coordinate, on the parameter's own scale. Discrete values own equal parts of the interval.</summary>
    /// <param name="unit">A coordinate in [0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException">The coordinate is NaN or outside [0, 1].</exception>
    public ParameterValue FromUnit(double unit) => unit is >= 0 and <= 1
        ? Forward(unit)
        : throw new ArgumentOutOfRangeException(nameof(unit), $"Unit coordinate {Messages.Number(unit)} of '{Name}' is outside [0, 1].");

    /// <summary>The unit coordinate of a value: the inverse of <see cref="FromUnit"/> (the middle of a discrete value's part).</summary>
    /// <param name="value">A value of this parameter.</param>
    /// <exception cref="ArgumentException">The value does not belong to the parameter.</exception>
    public double ToUnit(ParameterValue value) => Contains(value)
        ? Backward(value)
        : throw new ArgumentException(Foreign(value), nameof(value));

    /// <summary>True when the value belongs to the parameter.</summary>
    /// <param name="value">The value to check.</param>
    public abstract bool Contains(ParameterValue value);

    /// <summary>At most <paramref name="count"/> distinct values, spread evenly over the scale with both ends; choices give all of theirs.</summary>
    /// <param name="count">How many levels a range may have; at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1.</exception>
    public IReadOnlyList<ParameterValue> Levels(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return Cardinality <= count ? All() : Spread(count);
    }

    private protected abstract ParameterValue Forward(double unit);

    private protected abstract double Backward(ParameterValue value);

    /// <summary>A value of this parameter in the kind that its own draws have: 1 given to a float range is 1.0.</summary>
    private protected virtual ParameterValue OwnKind(ParameterValue value) => value;

    private protected abstract IReadOnlyList<ParameterValue> All();

    private protected virtual IReadOnlyList<ParameterValue> Spread(int count) => count == 1
        ? [Forward(0.5)]
        : [.. Enumerable.Range(0, count).Select(i => Forward((double)i / (count - 1))).Distinct()];

    internal ParameterValue Normal(ParameterValue value) => OwnKind(value);

    internal string Foreign(ParameterValue value) => $"'{value}' is not a value of '{Name}'. Allowed: {Allowed}.";
}
