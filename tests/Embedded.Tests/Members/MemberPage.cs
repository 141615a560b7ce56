using System.Reflection;
using System.Text;

namespace MLNetTuning.Embedded.Tests.Members;

/// <summary>The page that lists every public type and member of the embedded host.</summary>
internal static class MemberPage
{
    public static string Write(params Assembly[] assemblies)
    {
        var text = new StringBuilder();
        text.Append("# Embedded host: every public type and member\n\n");
        text.Append("Made from the assemblies by a test of `tests/Embedded.Tests`, which compares this page with them; with the environment variable\n");
        text.Append("`MLNETTUNING_WRITE_DOCS=1` the test writes the page anew. Members that a type inherits are listed with the type that declares them; names and\n");
        text.Append("signatures are those of ML.NET 5.0.0 and ML.NET AutoML 0.23.0.\n");
        var types = assemblies.SelectMany(static assembly => assembly.GetExportedTypes()).GroupBy(static type => type.Namespace ?? string.Empty);
        foreach (var space in types.OrderBy(static group => group.Key, StringComparer.Ordinal))
        {
            text.Append($"\n## {space.Key}\n");
            foreach (var type in space.OrderBy(TypeNaming.Of, StringComparer.Ordinal))
            {
                text.Append($"\n### {TypeNaming.Of(type).Replace("<", "\\<", StringComparison.Ordinal)}\n```csharp\n{TypeNaming.Declaration(type)}\n");
                foreach (var member in MemberText.Of(type))
                {
                    text.Append($"    {member}\n");
                }

                text.Append("```\n");
            }
        }

        return text.ToString();
    }
}
