namespace MLNetTuning.Sweepers.Spaces.Attributes;

/// <summary>Makes a property, or all parameters of a nested one, active only while another property has one of the given values.</summary>
/// <param name="parent">A property of the same class, declared earlier; <c>nameof</c> spells it right.</param>
/// <param name="values">The values under which this one is active; at least one.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ActiveWhenAttribute(string parent, params object[] values) : Attribute
{
    /// <summary>The property that decides.</summary>
    public string Parent { get; } = parent;

    /// <summary>The values under which this one is active.</summary>
    public IReadOnlyList<object> Values { get; } = values;
}
