namespace Microsoft.ML.Data;

/// <summary>Which fields of a line are kept for which columns.</summary>
internal sealed class TextLayout
{
    // Lines of more fields than this are kept as they come rather than as rows of a table.
    private const int MostSlots = 1 << 14;

    public TextLayout(TextColumn[] columns, TextFormat format)
    {
        Last = columns.Length == 0 ? 0 : columns.Max(static c => c.LastField);
        IsRagged = format.Sparse || columns.Any(static c => c.IsVariable)
            || columns.Sum(static c => c.Parts.Sum(static p => (long)p.Limit - p.Min)) > MostSlots;
        Places = IsRagged
            ? []
            : columns.SelectMany(static c => c.Parts).SelectMany(static p => Enumerable.Range(p.Min, p.Limit - p.Min)).Distinct().Order().ToArray();
    }

    /// <summary>The last field needed; the greatest number where a column goes to the end of every line.</summary>
    public int Last { get; }

    /// <summary>Whether lines are kept as lists of fields, because how many there are is for each line to say.</summary>
    public bool IsRagged { get; }

    /// <summary>The places in a line of the fields kept, in order; a field's index here is its slot. Empty for ragged lines.</summary>
    public int[] Places { get; }

    /// <summary>The slots of a column's fields, in the order of its values.</summary>
    public int[] SlotsOf(TextColumn column) => column.Parts
        .SelectMany(static p => Enumerable.Range(p.Min, p.Limit - p.Min))
        .Select(place => Array.BinarySearch(Places, place))
        .ToArray();
}
