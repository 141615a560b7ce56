namespace MLNetTuning.Sweepers.Spaces.Attributes;

/// <summary>A property that is true or false: see <see cref="BoolParameter"/>.</summary>
public sealed class BoolChoiceAttribute : SearchAttribute
{
    internal override Parameter Create(string name, Type type, ParameterValue? initial, Condition? condition) => new BoolParameter(name)
    {
        Default = initial is { Kind: ParameterValueKind.Boolean } value && value.ToBoolean(),
        LowCost = Hint,
        Condition = condition,
    };
}
