namespace MLNetTuning.Sweepers.Spaces.Attributes;

/// <summary>A property that is one of a list of values: see <see cref="ChoiceParameter"/>.</summary>
/// <param name="choices">Texts, numbers, booleans or values of an enumeration, all different; none means every value of the property's enumeration.</param>
public sealed class ChoiceAttribute(params object[] choices) : SearchAttribute
{
    /// <summary>The values; empty means every value of the property's enumeration.</summary>
    public IReadOnlyList<object> Choices { get; } = choices;

    /// <summary>True when neighbouring values are alike; false by default.</summary>
    public bool Ordered { get; set; }

    internal override Parameter Create(string name, Type type, ParameterValue? initial, Condition? condition)
    {
        ParameterValue[] values = Choices.Count == 0 && type.IsEnum
            ? [.. Enum.GetNames(type).Select(ParameterValue.Of)]
            : [.. Choices.Select(c => AttributeValues.Read(c) ?? throw new ArgumentException($"Parameter '{name}': null is no choice. Give a text, a number, a boolean or a value of an enumeration."))];
        return new ChoiceParameter(name, values)
        {
            Ordered = Ordered,
            Default = initial is { } value && values.Contains(value) ? value : (ParameterValue?)null,
            LowCost = Hint,
            Condition = condition,
        };
    }
}
