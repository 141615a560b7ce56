namespace MLNetTuning.Experiments.Data;

/// <summary>What one pass over a file found in one column.</summary>
internal sealed class CsvColumn(string name)
{
    private static readonly HashSet<string> _truth = new(["t", "y", "1", "+", "f", "n", "0", "-", "no", "+1", "-1", "yes", "true", "false"], StringComparer.OrdinalIgnoreCase);

    internal string Name { get; } = name;

    /// <summary>Rows without a value.</summary>
    internal int Missing { get; private set; }

    /// <summary>Values that are there and are no numbers.</summary>
    internal int NotNumbers { get; private set; }

    /// <summary>The first of <see cref="NotNumbers"/> and its line.</summary>
    internal (string Value, int Line) FirstNotNumber { get; private set; }

    /// <summary>Whether every row has a value that ML.NET reads as true or false.</summary>
    internal bool IsTruth { get; private set; } = true;

    internal static bool IsMissing(string value) =>
        string.IsNullOrWhiteSpace(value) || value == "?" || (value.Length <= 3 && value.ToUpperInvariant() is "NA" or "N/A" or "NAN");

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
