using System.Collections.Frozen;

namespace MLNetTuning.Sweepers.Studies;

/// <summary>The rules for names of trial attributes.</summary>
public static class TrialAttributes
{
    /// <summary>No attributes.</summary>
    public static IReadOnlyDictionary<string, string> None { get; } = FrozenDictionary<string, string>.Empty;

    /// <summary>Names that a study keeps its own facts under; they cannot be set.</summary>
    public static IReadOnlySet<string> Reserved { get; } =
        new[] { "budget", "horizon", "bracket", "rung", "parent", "configuration_index", "by_hand", "error" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Throws when a name cannot be used.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="ArgumentException">It is blank, too long or reserved.</exception>
    public static void Check(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (string.IsNullOrWhiteSpace(name) || name.Length > 512 || Reserved.Contains(name))
        {
            throw new ArgumentException($"The attribute name '{name}' cannot be used. Allowed: 1 to 512 characters, not all blank, and none of {string.Join(", ", Reserved.Order(StringComparer.Ordinal))}.", nameof(name));
        }
    }

    internal static IReadOnlyDictionary<string, string> With(IReadOnlyDictionary<string, string> attributes, string name, string? value)
    {
        var changed = new Dictionary<string, string>(attributes, StringComparer.Ordinal);
        if (value is null)
        {
            changed.Remove(name);
        }
        else
        {
            changed[name] = value;
        }

        return changed.Count == 0 ? None : changed;
    }
}
