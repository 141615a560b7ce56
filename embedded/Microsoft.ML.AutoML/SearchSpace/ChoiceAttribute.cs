namespace Microsoft.ML.SearchSpace;

/// <summary>
/// Marks a property or field as a choice among the given values.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field, Inherited = false, AllowMultiple = false)]
public sealed class ChoiceAttribute : Attribute
{
    /// <summary>
    /// A choice whose default is the first value.
    /// </summary>
    /// <param name="candidates">The values, all of one type.</param>
    public ChoiceAttribute(params object[] candidates)
    {
        Candidates = candidates;
    }

    /// <summary>
    /// A choice with a default.
    /// </summary>
    /// <param name="candidates">The values, all of one type.</param>
    /// <param name="defaultValue">One of them.</param>
    public ChoiceAttribute(object[] candidates, object defaultValue)
    {
        Candidates = candidates;
        DefaultValue = defaultValue;
    }

    /// <summary>The values.</summary>
    public object[] Candidates { get; }

    /// <summary>The default; null for the first value.</summary>
    public object? DefaultValue { get; }
}
