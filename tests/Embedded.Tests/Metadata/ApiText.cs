using System.Text;

namespace MLNetTuning.Embedded.Tests.Metadata;

/// <summary>The committed form of a surface: one line a fact, fields parted by tabs, ordinal order, line feeds.</summary>
internal static class ApiText
{
    private const string Header =
        "# Public surface of ML.NET 5.0.0 / AutoML 0.23.0 for the types that the embedded host declares.\n"
        + "# Made from the real assemblies: dotnet test tests/Embedded.Tests -p:MLNetAssemblies=FOLDER -p:RegenerateRealApi=true\n";

    public static string Write(IEnumerable<ApiType> types)
    {
        var text = new StringBuilder(Header);
        foreach (var type in types.OrderBy(t => t.Name, StringComparer.Ordinal))
        {
            Line(text, "type", type.Name, type.Kind, type.Abstract ? "abstract" : "", type.Open ? "open" : "", type.TypeParameters);
            foreach (var name in type.Bases)
                Line(text, "base", name);
            foreach (var name in type.Interfaces)
                Line(text, "interface", name);
            foreach (var m in type.Members)
                Line(text, m.Inherited ? "inherited" : "member", m.Access, m.Dispatch, m.Kind, m.Name, m.Signature);
        }
        return text.ToString();
    }

    /// <exception cref="FormatException">A line has an unknown word in front or too few fields.</exception>
    public static IReadOnlyDictionary<string, ApiType> Parse(string text)
    {
        var types = new Dictionary<string, ApiType>(StringComparer.Ordinal);
        List<string> bases = [], interfaces = [];
        List<ApiMember> members = [];
        foreach (var line in text.Split('\n').Where(l => l.Length > 0 && l[0] != '#'))
        {
            var f = line.Split('\t');
            switch (f[0], f.Length)
            {
                case ("type", 6):
                    (bases, interfaces, members) = ([], [], []);
                    types.Add(f[1], new ApiType(f[1], f[2], f[3].Length > 0, f[4].Length > 0, f[5], bases, interfaces, members));
                    break;
                case ("base", 2):
                    bases.Add(f[1]);
                    break;
                case ("interface", 2):
                    interfaces.Add(f[1]);
                    break;
                case ("member" or "inherited", 6):
                    members.Add(new ApiMember(f[0] == "inherited", f[1], f[2], f[3], f[4], f[5]));
                    break;
                default:
                    throw new FormatException($"'{line}' is not a fact: expected type, base, interface, member or inherited with its fields parted by tabs.");
            }
        }
        return types;
    }

    private static void Line(StringBuilder text, params string[] fields) => text.AppendJoin('\t', fields).Append('\n');
}
