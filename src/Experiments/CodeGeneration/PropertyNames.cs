using System.Globalization;

namespace MLNetTuning.Experiments.CodeGeneration;

/// <summary>Gives columns names that a class can have as properties, each once.</summary>
internal static class PropertyNames
{
    // The class's own name and what every object has.
    private static readonly string[] _taken = ["InputRow", "Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "ReferenceEquals", "ToString"];

    /// <summary>A property for each column.</summary>
    /// <param name="columns">The columns' names, each once.</param>
    public static IReadOnlyList<string> Of(IEnumerable<string> columns)
    {
        var taken = new HashSet<string>(_taken, StringComparer.Ordinal);
        List<string> names = [];
        foreach (var column in columns)
        {
            var wanted = CSharpText.Identifier(column);
            var name = wanted;
            for (var number = 2; !taken.Add(name); number++)
            {
                name = string.Create(CultureInfo.InvariantCulture, $"{wanted}{(char.IsDigit(wanted[^1]) ? "_" : "")}{number}");
            }

            names.Add(name);
        }

        return names;
    }
}
