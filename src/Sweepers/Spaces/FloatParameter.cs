namespace MLNetTuning.Sweepers.Spaces;

/// <summary>A real number in a closed range, walked on a scale, optionally in steps.</summary>
public sealed class FloatParameter : Parameter
{
    private readonly double? _step;
    private readonly double? _factor;
    private readonly double? _default;

    /// <summary>A range [min, max] on a scale.</summary>
    /// <param name="name">The name, unique within a space.</param>
    /// <param name="min">The smallest value.</param>
    /// <param name="max">The largest value, above <paramref name="min"/>.</param>
    /// <param name="scale">How the range is walked; linear by default.</param>
    /// <exception cref="ArgumentException">The range is empty, not finite, or not allowed on the scale.</exception>
    public FloatParameter(string name, double min, double max, Scale scale = Scale.Linear)
        : base(name)
    {
        ScaleMap.Check(name, min, max, scale);
        Min = min;
        Max = max;
        Scale = scale;
    }

    /// <summary>The smallest value.</summary>
    public double Min { get; }

    /// <summary>The largest value; with a step, the last step may end below it.</summary>
    public double Max { get; }

    /// <summary>How the range is walked.</summary>
    public Scale Scale { get; }

    /// <summary>The distance between neighbouring values, counted from <see cref="Min"/>; null, the default, means continuous. Linear scale only.</summary>
    /// <exception cref="ArgumentException">Not a positive finite number, or the scale is not linear.</exception>
    public double? Step
    {
        get => _step;
        init
        {
            var errors = new List<string>();
            Messages.Require(value is null or (> 0 and < double.PositiveInfinity), errors,
                $"step {Messages.Number(value ?? 0)} is not allowed. Give a positive finite number.");
            Messages.Require(value is null || Scale == Scale.Linear, errors,
                $"a step needs a linear scale, but the scale is {Scale}. Drop the step or use Scale.Linear.");
            Messages.Require(!(value > 0) || (Max - Min) / value.Value < 1e15, errors, "the step is too small for its range. Raise it.");
            Messages.ThrowIfAny($"Parameter '{Name}'", errors);
            _step = value;
        }
    }

    /// <summary>
    /// The quotient of neighbouring values, counted from <see cref="Min"/>: 0.001, 0.01, 0.1 with 10; null, the default, means continuous. Log scale only.
    /// </summary>
    /// <exception cref="ArgumentException">Not a finite number above 1, or the scale is not Log.</exception>
    public double? StepFactor
    {
        get => _factor;
        init
        {
            var errors = new List<string>();
            Messages.Require(value is null or (> 1 and < double.PositiveInfinity), errors,
                $"step factor {Messages.Number(value ?? 0)} is not allowed. Give a finite number above 1.");
            Messages.Require(value is null || Scale == Scale.Log, errors, $"a step factor needs a log scale, but the scale is {Scale}. Use Scale.Log, or Step.");
            Messages.Require(!(value > 1) || Math.Log(Max / Min) / Math.Log(value.Value) < 1e9, errors, "the step factor is too close to 1 for its range. Raise it.");
            Messages.ThrowIfAny($"Parameter '{Name}'", errors);
            _factor = value;
        }
    }

    /// <summary>The value tried first; null, the default, means the middle of the scale.</summary>
    /// <exception cref="ArgumentException">The value is outside the range.</exception>
    public double? Default
    {
        get => _default;
        init => _default = value is null || (value >= Min && value <= Max)
            ? value
            : throw new ArgumentException($"Parameter '{Name}': default {Messages.Number(value.Value)} is outside [{Messages.Number(Min)}, {Messages.Number(Max)}].");
    }

    /// <inheritdoc/>
    public override ParameterValue DefaultValue => _default is not double value
        ? Forward(0.5)
        : IsStepped ? Stepped((long)Math.Round(Steps(value))) : value;

    /// <inheritdoc/>
    public override long? Cardinality => IsStepped ? Count : null;

    /// <inheritdoc/>
    public override string Allowed => $"[{Messages.Number(Min)}, {Messages.Number(Max)}]"
        + (_step is double step ? $" in steps of {Messages.Number(step)}"
            : _factor is double factor ? $" in steps of times {Messages.Number(factor)}"
            : Scale == Scale.Linear ? "" : $" on a {Scale} scale");

    private bool IsStepped => _step is not null || _factor is not null;

    // The small excess keeps a last step that rounding has pushed just past the end: (0.3 - 0) / 0.1 is below 3.
    private long Count => (long)Math.Floor(Steps(Max) + 1e-9) + 1;

    /// <inheritdoc/>
    public override bool Contains(ParameterValue value)
    {
        if (!value.IsNumber || value.ToDouble() is var number && !(number >= Min && number <= Max))
        {
            return false;
        }

        double steps = IsStepped ? Steps(number) : 0;
        return Math.Abs(steps - Math.Round(steps)) < 1e-8 * Math.Max(1, Math.Abs(steps));
    }

    private protected override ParameterValue Forward(double unit) => IsStepped
        ? Stepped((long)(unit * Count))
        : ScaleMap.Interpolate(Scale, Min, Max, unit);

    private protected override double Backward(ParameterValue value) => IsStepped
        ? (Math.Round(Steps(value.ToDouble())) + 0.5) / Count
        : ScaleMap.Position(Scale, Min, Max, value.ToDouble());

    private protected override ParameterValue OwnKind(ParameterValue value) => value.ToDouble();

    private protected override IReadOnlyList<ParameterValue> All() => [.. Enumerable.Range(0, (int)Count).Select(i => Stepped(i))];

    private protected override IReadOnlyList<ParameterValue> Spread(int count) => !IsStepped || count == 1
        ? base.Spread(count)
        : [.. Enumerable.Range(0, count).Select(i => Stepped((long)Math.Round((double)i * (Count - 1) / (count - 1))))];

    // How many steps a value lies above the smallest.
    private double Steps(double value) => _step is double step ? (value - Min) / step : Math.Log(value / Min) / Math.Log(_factor!.Value);

    private ParameterValue Stepped(long index)
    {
        long steps = Math.Clamp(index, 0, Count - 1);
        return Math.Min(_step is double step ? Min + steps * step : Min * Math.Pow(_factor!.Value, steps), Max);
    }
}
