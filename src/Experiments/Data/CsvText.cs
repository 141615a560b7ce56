namespace MLNetTuning.Experiments.Data;

/// <summary>Writes delimited text.</summary>
internal static class CsvText
{
    /// <summary>One record; fields with separators, quotes or line breaks are quoted.</summary>
    internal static string Record(IEnumerable<string> fields) =>
        string.Join(',', fields.Select(f => f.AsSpan().IndexOfAny(",\"\r\n") < 0 ? f : '"' + f.Replace("\"", "\"\"", StringComparison.Ordinal) + '"'));
}
