namespace MLNetTuning.Sweepers.Spaces.Attributes;

/// <summary>A property whose class has search attributes of its own; its parameters are named <c>property.inner</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NestedAttribute : Attribute
{
    /// <summary>What stands before the point in the inner names; null, the default, means the property's name.</summary>
    public string? Name { get; set; }
}
