namespace MLNetTuning.Sweepers.Spaces;

/// <summary>Makes a parameter active only while its parent is active and has one of the given values.</summary>
public sealed class Condition
{
    private Condition(string parent, ParameterValue[] values)
    {
        Parent = parent;
        Values = Array.AsReadOnly(values);
    }

    /// <summary>The name of the choice, boolean or short whole-number range that decides.</summary>
    public string Parent { get; }

    /// <summary>The parent's values under which the parameter is active; at least one.</summary>
    public IReadOnlyList<ParameterValue> Values { get; }

    /// <summary>A condition on a parent that is declared earlier in the same space.</summary>
    /// <param name="parent">The parent's name.</param>
    /// <param name="values">The parent's values under which the parameter is active.</param>
    /// <exception cref="ArgumentException">The name is empty or no value is given.</exception>
    public static Condition On(string parent, params ParameterValue[] values)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(parent);
        ArgumentNullException.ThrowIfNull(values);
        return values.Length > 0
            ? new Condition(parent, [.. values])
            : throw new ArgumentException($"A condition on '{parent}' has no values, so its parameter could never be active. Give at least one.", nameof(values));
    }

    /// <summary>True when the parent's value is one of <see cref="Values"/>.</summary>
    /// <param name="parentValue">The parent's value.</param>
    public bool Holds(ParameterValue parentValue) => Values.Contains(parentValue);

    /// <summary>The condition as a reader would say it.</summary>
    public override string ToString() => $"{Parent} in {{{string.Join(", ", Values)}}}";
}
