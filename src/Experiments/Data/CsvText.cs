namespace MLNetTuning.Experiments.Data;

/// <summary>Writes and probes delimited text.</summary>
internal static class CsvText
{
    private static readonly char[] _separators = [',', ';', '\t', '|'];

    /// <summary>One record; fields with separators, quotes or line breaks are quoted.</summary>
    internal static string Record(IEnumerable<string> fields) =>
        string.Join(',', fields.Select(f => f.AsSpan().IndexOfAny(",\"\r\n") < 0 ? f : '"' + f.Replace("\"", "\"\"", StringComparison.Ordinal) + '"'));

    /// <summary>The separator that the first line holds most often outside quotes.</summary>
    internal static char SeparatorOf(string path)
    {
        using var reader = new StreamReader(path);
        var quoted = false;
        var counts = new int[_separators.Length];
        foreach (var c in reader.ReadLine() ?? string.Empty)
        {
            quoted ^= c == '"';
            var index = Array.IndexOf(_separators, c);
            if (!quoted && index >= 0)
            {
                counts[index]++;
            }
        }

        return _separators[Array.IndexOf(counts, counts.Max())];
    }
}
