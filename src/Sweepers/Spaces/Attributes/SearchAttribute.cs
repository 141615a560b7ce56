namespace MLNetTuning.Sweepers.Spaces.Attributes;

/// <summary>Makes a property of an options class a parameter of its search space; see <see cref="OptionsSpace{T}"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public abstract class SearchAttribute : Attribute
{
    private protected SearchAttribute()
    {
    }

    /// <summary>The parameter's name; null, the default, means the property's. Properties of nested classes have the outer name and a point before theirs.</summary>
    public string? Name { get; set; }

    /// <summary>A value that is cheap to try: a number, a text, a boolean or a value of an enumeration; null, the default, means no hint.</summary>
    public object? LowCost { get; set; }

    // The condition and the default are init-only, so the parameter is made in one go.
    internal abstract Parameter Create(string name, Type type, ParameterValue? initial, Condition? condition);

    private protected ParameterValue? Hint => AttributeValues.Read(LowCost);
}
