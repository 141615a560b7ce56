using Microsoft.ML;
using MLNetTuning.Estimators.Validation;

namespace MLNetTuning.Experiments.Tuning;

/// <summary>A share of a part's rows, chosen by their numbers alone: a larger share holds the smaller ones, in every trial of every search.</summary>
internal static class RowShare
{
    /// <summary>Fewer rows than this are not worth a fit; a part that has no more is taken whole.</summary>
    private const int FewestRows = 20;

    internal static IDataView Take(IDataView rows, double share)
    {
        if (share >= 1)
        {
            return rows;
        }

        int count = Count(rows);
        int wanted = Math.Min(count, Math.Max(FewestRows, (int)Math.Round(count * share)));
        var keep = new bool[count];
        foreach (int row in Enumerable.Range(0, count).OrderBy(Shuffled).Take(wanted))
        {
            keep[row] = true;
        }

        return new RowSubsetView(rows, keep);
    }

    private static int Count(IDataView rows)
    {
        if (rows.GetRowCount() is long known)
        {
            return checked((int)known);
        }

        using var cursor = rows.GetRowCursor([]);
        int count = 0;
        while (cursor.MoveNext())
        {
            count++;
        }

        return count;
    }

    // The finaliser of SplitMix64 (Steele, Lea, Flood 2014): an order that has nothing to do with the file's.
    private static ulong Shuffled(int row)
    {
        ulong z = unchecked(((ulong)row + 1) * 0x9E3779B97F4A7C15UL);
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EBUL);
        return z ^ (z >> 31);
    }
}
