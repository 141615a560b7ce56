namespace MLNetTuning.Sweepers.Spaces;

/// <summary>A whole number in a closed range, walked on a linear or log scale, optionally in steps.</summary>
public sealed class IntParameter : Parameter
{
    private const long Largest = 1L << 53;
    private readonly long _step = 1;
    private readonly long? _factor;
    private readonly long? _default;

    /// <summary>A range [min, max] on a scale.</summary>
    /// <param name="name">The name, unique within a space.</param>
    /// <param name="min">The smallest value; at least 1 on a log scale.</param>
    /// <param name="max">The largest value, above <paramref name="min"/>; magnitudes up to 2^53.</param>
    /// <param name="scale">Linear (default) or Log.</param>
    /// <exception cref="ArgumentException">The range is empty, too large, or not allowed on the scale.</exception>
    public IntParameter(string name, long min, long max, Scale scale = Scale.Linear)
        : base(name)
    {
        if (scale == Scale.ReverseLog)
        {
            throw new ArgumentException($"Parameter '{name}': a reverse log scale lies in [0, 1) and has no whole numbers. Use Linear or Log.", nameof(scale));
        }

        if (min < -Largest || max > Largest)
        {
            throw new ArgumentException($"Parameter '{name}': [{min}, {max}] is outside the whole numbers a double can hold, -2^53 to 2^53. Narrow it.");
        }

        ScaleMap.Check(name, min, max, scale);
        Min = min;
        Max = max;
        Scale = scale;
    }

    /// <summary>The smallest value.</summary>
    public long Min { get; }

    /// <summary>The largest value; with a step, the last step may end below it.</summary>
    public long Max { get; }

    /// <summary>How the range is walked.</summary>
    public Scale Scale { get; }

    /// <summary>The distance between neighbouring values, counted from <see cref="Min"/>; 1 by default. Above 1 on a linear scale only.</summary>
    /// <exception cref="ArgumentException">Below 1, or above 1 on a log scale.</exception>
    public long Step
    {
        get => _step;
        init
        {
            var errors = new List<string>();
            Messages.Require(value >= 1, errors, $"step {value} is not allowed. Give a whole number of at least 1.");
            Messages.Require(value <= 1 || Scale == Scale.Linear, errors, "a step above 1 needs a linear scale. Drop the step or use Scale.Linear.");
            Messages.ThrowIfAny($"Parameter '{Name}'", errors);
            _step = value;
        }
    }

    /// <summary>The quotient of neighbouring values, counted from <see cref="Min"/>: 32, 64, 128 with 2; null, the default, means all whole numbers. Log scale only.</summary>
    /// <exception cref="ArgumentException">Below 2, or the scale is not Log.</exception>
    public long? StepFactor
    {
        get => _factor;
        init
        {
            var errors = new List<string>();
            Messages.Require(value is null or >= 2, errors, $"step factor {value} is not allowed. Give a whole number of at least 2.");
            Messages.Require(value is null || Scale == Scale.Log, errors, $"a step factor needs a log scale, but the scale is {Scale}. Use Scale.Log, or Step.");
            Messages.ThrowIfAny($"Parameter '{Name}'", errors);
            _factor = value;
        }
    }

    /// <summary>The value tried first; null, the default, means the middle of the scale.</summary>
    /// <exception cref="ArgumentException">The value is outside the range.</exception>
    public long? Default
    {
        get => _default;
        init => _default = value is null || (value >= Min && value <= Max)
            ? value
            : throw new ArgumentException($"Parameter '{Name}': default {value} is outside [{Min}, {Max}].");
    }

    /// <inheritdoc/>
    public override ParameterValue DefaultValue => _default is long value
        ? At((long)Math.Round(_factor is long factor ? Math.Log((double)value / Min) / Math.Log(factor) : (double)(value - Min) / _step))
        : Forward(0.5);

    /// <inheritdoc/>
    public override long? Cardinality => _factor is long factor ? 1 + Powers(Max, factor) : (Max - Min) / _step + 1;

    /// <inheritdoc/>
    public override string Allowed => $"whole numbers in [{Min}, {Max}]"
        + (_step > 1 ? $" in steps of {_step}"
            : _factor is long factor ? $" in steps of times {factor}"
            : Scale == Scale.Linear ? "" : $" on a {Scale} scale");

    private long Count => Cardinality!.Value;

    // Without steps of its own a log scale gives each whole number the interval half a unit around it, so the smallest are not starved.
    private bool IsLogarithmic => Scale == Scale.Log && _factor is null;

    /// <inheritdoc/>
    public override bool Contains(ParameterValue value) => value.IsNumber
        && value.ToDouble() is var number
        && number >= Min && number <= Max
        && number == Math.Floor(number)
        && (_factor is long factor
            ? At(Powers((long)number, factor)).ToInt64() == (long)number
            : ((long)number - Min) % _step == 0);

    private protected override ParameterValue Forward(double unit) => IsLogarithmic
        ? ParameterValue.Of(Math.Clamp((long)Math.Round(ScaleMap.Interpolate(Scale.Log, Min - 0.5, Max + 0.5, unit)), Min, Max))
        : At((long)(unit * Count));

    private protected override double Backward(ParameterValue value) => IsLogarithmic
        ? ScaleMap.Position(Scale.Log, Min - 0.5, Max + 0.5, value.ToDouble())
        : ((_factor is long factor ? Powers(value.ToInt64(), factor) : (value.ToInt64() - Min) / _step) + 0.5) / Count;

    private protected override ParameterValue OwnKind(ParameterValue value) => value.ToInt64();

    private protected override IReadOnlyList<ParameterValue> All() => [.. Enumerable.Range(0, (int)Count).Select(i => At(i))];

    private protected override IReadOnlyList<ParameterValue> Spread(int count) => IsLogarithmic || count == 1
        ? base.Spread(count)
        : [.. Enumerable.Range(0, count).Select(i => At((long)Math.Round((double)i * (Count - 1) / (count - 1))))];

    private ParameterValue At(long index)
    {
        long steps = Math.Clamp(index, 0, Count - 1);
        if (_factor is not long factor)
        {
            return ParameterValue.Of(Min + steps * _step);
        }

        long value = Min;
        for (long i = 0; i < steps; i++)
        {
            value *= factor;
        }

        return ParameterValue.Of(value);
    }

    // The largest number of times the smallest value can be multiplied by the factor without passing a limit.
    private long Powers(long limit, long factor)
    {
        long count = 0;
        for (long value = Min; value <= limit / factor; value *= factor)
        {
            count++;
        }

        return count;
    }
}
