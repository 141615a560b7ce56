using System.Runtime.InteropServices;

namespace MLNetTuning.Trainers;

/// <summary>Collects the rows of a <see cref="SparseMatrix"/>.</summary>
internal sealed class SparseRowsBuilder(int columns)
{
    private readonly List<int> _starts = [0];
    private readonly List<int> _indexes = [];
    private readonly List<float> _values = [];

    /// <summary>Adds a row of the values given.</summary>
    /// <param name="indexes">Their columns, rising.</param>
    /// <param name="values">The values.</param>
    public void Add(ReadOnlySpan<int> indexes, ReadOnlySpan<float> values)
    {
        _indexes.AddRange(indexes);
        _values.AddRange(values);
        _starts.Add(_values.Count);
    }

    /// <summary>Adds a row of those values that are others than in the rest.</summary>
    public void AddWhatDiffers(ReadOnlySpan<float> row, ReadOnlySpan<float> rest)
    {
        // Compared as bits: stretches without a difference, most of a row, are stepped over many at a time.
        var left = MemoryMarshal.Cast<float, int>(row);
        var right = MemoryMarshal.Cast<float, int>(rest);
        for (var i = 0; i < row.Length; i++)
        {
            i += left[i..].CommonPrefixLength(right[i..]);
            if (i < row.Length)
            {
                _indexes.Add(i);
                _values.Add(row[i]);
            }
        }

        _starts.Add(_values.Count);
    }

    public SparseMatrix ToMatrix() => new(columns, [.. _starts], [.. _indexes], [.. _values]);
}
