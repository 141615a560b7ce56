namespace MLNetTuning.Sweepers.Spaces;

/// <summary>One of a list of values. Ordered choices have neighbours; unordered ones do not.</summary>
public sealed class ChoiceParameter : Parameter
{
    private readonly ParameterValue? _default;

    /// <summary>A choice among the given values.</summary>
    /// <param name="name">The name, unique within a space.</param>
    /// <param name="choices">At least one value, all different; texts, numbers and booleans may be mixed.</param>
    /// <exception cref="ArgumentException">There is no value, or one occurs twice.</exception>
    public ChoiceParameter(string name, params ParameterValue[] choices)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(choices);
        if (choices.Length == 0)
        {
            throw new ArgumentException($"Parameter '{name}': the choice is empty. Give at least one value.", nameof(choices));
        }

        if (choices.GroupBy(c => c).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"Parameter '{name}': the choice '{twice.Key}' occurs {twice.Count()} times. Give each value once.", nameof(choices));
        }

        Choices = Array.AsReadOnly([.. choices]);
    }

    /// <summary>The values, in the order given.</summary>
    public IReadOnlyList<ParameterValue> Choices { get; }

    /// <summary>True when neighbouring values are alike (small, medium, large); false by default.</summary>
    public bool Ordered { get; init; }

    /// <summary>The value tried first; null, the default, means the first choice.</summary>
    /// <exception cref="ArgumentException">The value is not one of the choices.</exception>
    public ParameterValue? Default
    {
        get => _default;
        init => _default = value is null || Contains(value.Value) ? value : throw new ArgumentException("Default " + Foreign(value.Value));
    }

    /// <inheritdoc/>
    public override ParameterValue DefaultValue => _default ?? Choices[0];

    /// <inheritdoc/>
    public override long? Cardinality => Choices.Count;

    /// <inheritdoc/>
    public override string Allowed => "one of " + string.Join(", ", Choices);

    /// <inheritdoc/>
    public override bool Contains(ParameterValue value) => Choices.Contains(value);

    private protected override ParameterValue Forward(double unit) => Choices[Math.Min((int)(unit * Choices.Count), Choices.Count - 1)];

    private protected override double Backward(ParameterValue value) => (Choices.ToList().IndexOf(value) + 0.5) / Choices.Count;

    private protected override IReadOnlyList<ParameterValue> All() => Choices;

    private protected override IReadOnlyList<ParameterValue> Spread(int count) => Choices;
}
