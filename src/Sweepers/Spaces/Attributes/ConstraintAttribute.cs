namespace MLNetTuning.Sweepers.Spaces.Attributes;

/// <summary>A rule between the parameters of an options class: see <see cref="Constraint.Parse"/>. Stands on the outermost class.</summary>
/// <param name="expression">The rule, with the full names of parameters: <c>Units * Optimizer.Rate &lt; 10</c>.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class ConstraintAttribute(string expression) : Attribute
{
    /// <summary>The rule.</summary>
    public string Expression { get; } = expression;
}
