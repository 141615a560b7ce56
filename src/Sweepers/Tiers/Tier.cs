using System.IO.Enumeration;

namespace MLNetTuning.Sweepers.Tiers;

/// <summary>Parameters that are searched together, after those of the tiers before and before those of the tiers after.</summary>
public sealed class Tier
{
    /// <summary>A tier.</summary>
    /// <param name="name">What to call it in reports.</param>
    /// <param name="parameters">
    /// Names of parameters, or patterns with * for any text; compared without case, underscores, spaces and hyphens, with the whole name and with what stands after its
    /// last / or point.
    /// </param>
    /// <exception cref="ArgumentException">The name is blank or there is no parameter.</exception>
    public Tier(string name, params string[] parameters)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(parameters);
        if (parameters.Length == 0 || parameters.Any(string.IsNullOrWhiteSpace))
        {
            throw new ArgumentException($"The tier '{name}' needs at least one parameter, none of them blank.", nameof(parameters));
        }

        Name = name;
        Parameters = Array.AsReadOnly([.. parameters]);
    }

    /// <summary>
    /// The usual order for networks: the learning rate first; then momentum, batch size and widths; then depth and decay, with everything else.
    /// </summary>
    public static IReadOnlyList<Tier> Networks { get; } =
    [
        new("learning rate", "learning*rate*", "initial*rate", "rate", "lr", "step*size"),
        new("momentum, batch and widths", "*momentum*", "*beta*", "*batch*", "*width*", "*units*", "*hidden*"),
        new("depth and decay", "*depth*", "*layers*", "*decay*", "l1", "l2", "*dropout*"),
    ];

    /// <summary>What to call it in reports.</summary>
    public string Name { get; }

    /// <summary>Names or patterns.</summary>
    public IReadOnlyList<string> Parameters { get; }

    /// <summary>True when a parameter of that name belongs here.</summary>
    /// <param name="parameter">A parameter's name.</param>
    public bool Matches(string parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        string last = parameter[(parameter.LastIndexOfAny(['/', '.']) + 1)..];
        return Parameters.Any(pattern => Fits(pattern, parameter) || Fits(pattern, last));
    }

    private static bool Fits(string pattern, string name) => FileSystemName.MatchesSimpleExpression(Plain(pattern), Plain(name));

    private static string Plain(string text) => string.Concat(text.Where(c => c is not ('_' or ' ' or '-')));
}
