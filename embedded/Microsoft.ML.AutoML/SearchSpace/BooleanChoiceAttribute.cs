namespace Microsoft.ML.SearchSpace;

/// <summary>
/// Marks a property or field as a choice between true and false.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field, Inherited = false, AllowMultiple = false)]
public sealed class BooleanChoiceAttribute : Attribute
{
    /// <summary>A choice whose default is true.</summary>
    public BooleanChoiceAttribute()
        : this(true)
    {
    }

    /// <summary>A choice with a default.</summary>
    public BooleanChoiceAttribute(bool defaultValue)
    {
        DefaultValue = defaultValue;
    }

    /// <summary>The default.</summary>
    public bool DefaultValue { get; }
}
