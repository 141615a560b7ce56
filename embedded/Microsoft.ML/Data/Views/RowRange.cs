namespace Microsoft.ML.Data;

/// <summary>Rows in a row that one cursor of a set reads.</summary>
/// <param name="First">The first, from 0.</param>
/// <param name="Count">How many.</param>
/// <param name="Batch">The number that puts the ranges of a set in order.</param>
internal readonly record struct RowRange(int First, int Count, long Batch)
{
    // A cursor for fewer rows costs more than it saves.
    private const int LeastRows = 256;

    /// <summary>Parts rows into at most <paramref name="most"/> ranges of about one size, in order.</summary>
    public static RowRange[] Part(int count, int most)
    {
        var parts = Math.Clamp(Math.Min(most, count / LeastRows), 1, Environment.ProcessorCount * 4);
        return Enumerable.Range(0, parts)
            .Select(i => (First: (int)((long)count * i / parts), Limit: (int)((long)count * (i + 1) / parts), i))
            .Select(static p => new RowRange(p.First, p.Limit - p.First, p.i))
            .ToArray();
    }
}
