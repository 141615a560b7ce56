using System.Text.Json;

namespace MLNetTuning.Cli;

/// <summary>How the command writes JSON.</summary>
internal static class JsonOptions
{
    internal static JsonSerializerOptions Indented { get; } = new() { WriteIndented = true };
}
