using System.Text.RegularExpressions;

namespace MLNetTuning.Experiments.Spaces;

/// <summary>Reads the expression in which ML.NET writes a chosen pipeline, such as <c>e0 * e2</c>.</summary>
internal static partial class PipelineSchema
{
    /// <summary>The estimators of the pipeline in their order, without the empty ones.</summary>
    internal static string[] Names(string schema) => [.. Name().Matches(schema).Select(m => m.Value).Where(n => n != "Nil")];

    [GeneratedRegex(@"\w+")]
    private static partial Regex Name();
}
