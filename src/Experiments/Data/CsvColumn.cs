namespace MLNetTuning.Experiments.Data;

/// <summary>What one pass over a file found in one column.</summary>
internal sealed class CsvColumn(string name)
{
    private static readonly HashSet<string> _truth = new(["t", "y", "1", "+", "f", "n", "0", "-", "no", "+1", "-1", "yes", "true", "false"], StringComparer.OrdinalIgnoreCase);

    private const int LongestMissing = 8;

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _missing =
        new HashSet<string>(["?", "NA", "N/A", "NAN", "NULL", "#N/A", "<NA>", "\\N"], StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    internal string Name { get; } = name;

    /// <summary>Rows without a value.</summary>
    internal int Missing { get; private set; }

    /// <summary>Values that are there and are no numbers.</summary>
    internal int NotNumbers { get; private set; }

    /// <summary>The first of <see cref="NotNumbers"/> and its line.</summary>
    internal (string Value, int Line) FirstNotNumber { get; private set; }

    /// <summary>Whether every row has a value that ML.NET reads as true or false.</summary>
    internal bool IsTruth { get; private set; } = true;

    /// <summary>Whether a value is blank or one of <c>?</c>, NA, N/A, NaN, null, #N/A, &lt;NA&gt; and \N, in any case.</summary>
    internal static bool IsMissing(ReadOnlySpan<char> value)
    {
        if (value.Length > LongestMissing)
        {
            return value.IsWhiteSpace();
        }

        value = value.Trim();
        return value.Length <= 4 && (value.IsEmpty || _missing.Contains(value));
    }

    internal void Add(string value, int line)
    {
        if (IsMissing(value))
        {
            Missing++;
            IsTruth = false;
            return;
        }

        IsTruth &= _truth.Contains(value);
        if (!CsvFile.IsNumber(value) && NotNumbers++ == 0)
        {
            FirstNotNumber = (value, line);
        }
    }
}
