namespace Microsoft.ML.SearchSpace;

/// <summary>
/// Marks a property or field whose own type describes a search space inside this one.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field, Inherited = false, AllowMultiple = false)]
public sealed class NestOptionAttribute : Attribute
{
    /// <summary>A nested search space.</summary>
    public NestOptionAttribute()
    {
    }
}
