namespace MLNetTuning.Sweepers.Spaces;

/// <summary>True or false.</summary>
public sealed class BoolParameter : Parameter
{
    /// <summary>A switch.</summary>
    /// <param name="name">The name, unique within a space.</param>
    public BoolParameter(string name)
        : base(name)
    {
    }

    /// <summary>The value tried first; false by default.</summary>
    public bool Default { get; init; }

    /// <inheritdoc/>
    public override ParameterValue DefaultValue => Default;

    /// <inheritdoc/>
    public override long? Cardinality => 2;

    /// <inheritdoc/>
    public override string Allowed => "false, true";

    /// <inheritdoc/>
    public override bool Contains(ParameterValue value) => value.Kind == ParameterValueKind.Boolean;

    private protected override ParameterValue Forward(double unit) => unit >= 0.5;

    private protected override double Backward(ParameterValue value) => value.ToBoolean() ? 0.75 : 0.25;

    private protected override IReadOnlyList<ParameterValue> All() => [false, true];

    private protected override IReadOnlyList<ParameterValue> Spread(int count) => All();
}
