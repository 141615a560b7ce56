namespace MLNetTuning.Embedded.Tests.Metadata;

/// <summary>
/// Says where the embedded host is wider than the real one: code that compiles against the embedded host alone. Narrower is fine,
/// except in what users implement or derive from, where a member missing in the embedded host would make their class fail on the real one.
/// </summary>
internal static class ApiComparer
{
    /// <summary>Interfaces and classes that only the host implements; there the embedded host may be narrower too.</summary>
    private static readonly HashSet<string> HostOnly = new(StringComparer.Ordinal)
    {
        "Microsoft.ML.Runtime.IHostEnvironment",
        "Microsoft.ML.Runtime.IHost",
        "Microsoft.ML.Runtime.IChannel",
        "Microsoft.ML.Runtime.IChannelProvider",
        "Microsoft.ML.Runtime.IExceptionContext",
        "Microsoft.ML.Runtime.IPipe`1",
        "Microsoft.ML.Runtime.IProgressChannel",
    };

    public static IReadOnlyList<string> Compare(ApiType embedded, ApiType? real)
    {
        if (real is null)
            return [$"{embedded.Name}: no such public type in the real ML.NET; make it internal or give it the real name."];
        var violations = new List<string>();
        Shape(embedded, real, violations);
        foreach (var member in embedded.Members.Where(m => !m.Inherited))
            Member(embedded, real, member, violations);
        if (embedded.Open && real.Open && !HostOnly.Contains(embedded.Name))
            Contract(embedded, real, violations);
        return violations.ConvertAll(v => $"{embedded.Name}: {v}");
    }

    private static void Shape(ApiType embedded, ApiType real, List<string> violations)
    {
        if (embedded.Kind != real.Kind)
            violations.Add($"is a {embedded.Kind}, the real one is a {real.Kind}.");
        if (!embedded.Abstract && real.Abstract)
            violations.Add("can be constructed, the real one is abstract.");
        if (embedded.Open && !real.Open)
            violations.Add($"outside code can {(embedded.Kind == "interface" ? "implement" : "derive from")} it, not so the real one; seal it or take away the constructor.");
        if (embedded.TypeParameters != real.TypeParameters)
            violations.Add($"type parameters are '{embedded.TypeParameters}', the real ones '{real.TypeParameters}'.");
        violations.AddRange(embedded.Bases.Except(real.Bases).Select(b => $"derives from {b}, not so the real one (its bases: {List(real.Bases)})."));
        violations.AddRange(embedded.Interfaces.Except(real.Interfaces).Where(i => !IsOurs(i)).Select(i => $"implements {i}, not so the real one (it has: {List(real.Interfaces)})."));
    }

    private static void Member(ApiType embedded, ApiType real, ApiMember member, List<string> violations)
    {
        var namesakes = real.Members.Where(m => m.Kind == member.Kind && m.Name == member.Name).ToList();
        var match = namesakes.Find(m => m.Signature == member.Signature);
        if (match is null)
            violations.Add(namesakes.Count == 0
                ? $"{member} is not in the real one{Nearby(real, member)}."
                : $"{member} differs; the real one has{string.Concat(namesakes.Select(m => "\n        " + m))}");
        else if (member.Access == "public" && match.Access != "public")
            violations.Add($"{member} is protected in the real one.");
        else if (embedded.Open && member.Dispatch != "fixed" && match.Dispatch == "fixed")
            violations.Add($"{member} is {member.Dispatch}, in the real one it cannot be overridden.");
    }

    private static void Contract(ApiType embedded, ApiType real, List<string> violations)
    {
        var known = embedded.Members.Select(m => (m.Kind, m.Name, m.Signature)).ToHashSet();
        violations.AddRange(real.Members
            .Where(m => m.Dispatch == "abstract" && !known.Contains((m.Kind, m.Name, m.Signature)))
            .Select(m => $"lacks {m}, which a class outside must implement for the real one."));
    }

    private static string Nearby(ApiType real, ApiMember member)
    {
        var stem = member.Name.Split('.', '`')[0];
        var near = real.Members.Where(m => string.Equals(m.Name.Split('.', '`')[0], stem, StringComparison.OrdinalIgnoreCase)).Take(4).ToList();
        return near.Count == 0 ? "" : $" (near: {string.Join("; ", near)})";
    }

    /// <summary>An interface of this library, which no code written for ML.NET can name.</summary>
    private static bool IsOurs(string name) => name.StartsWith("MLNetTuning.", StringComparison.Ordinal);

    private static string List(IReadOnlyCollection<string> names) => names.Count == 0 ? "none" : string.Join(", ", names);
}
