using System.Runtime.InteropServices;

namespace MLNetTuning.Trainers;

/// <summary>Collects the rows of a <see cref="SparseMatrix"/>.</summary>
internal sealed class SparseRowsBuilder(int columns)
{
    private readonly List<int> _starts = [0];
    private readonly List<int> _indexes = [];
    private readonly List<float> _values = [];

    /// <summary>How many values are stored.</summary>
    public int Count => _values.Count;

    /// <summary>Adds a value to the row that comes next.</summary>
    public void Add(int column, float value)
    {
        _indexes.Add(column);
        _values.Add(value);
    }

    /// <summary>Ends the row of the values added.</summary>
    public void EndRow() => _starts.Add(_values.Count);

    /// <summary>Adds a row of the values given.</summary>
    /// <param name="indexes">Their columns, rising.</param>
    /// <param name="values">The values.</param>
    public void Add(ReadOnlySpan<int> indexes, ReadOnlySpan<float> values)
    {
        _indexes.AddRange(indexes);
        _values.AddRange(values);
        EndRow();
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
                Add(i, row[i]);
            }
        }

        EndRow();
    }

    public SparseMatrix ToMatrix() => new(columns, [.. _starts], [.. _indexes], [.. _values]);
}
