using System.Runtime.InteropServices;
using MLNetTuning.Trainers.Boosting.Kernels;

namespace MLNetTuning.Trainers.Boosting.Binning;

/// <summary>A few neighbouring columns of the sampled rows, copied to where they can be sorted. Its memory is the system's, and given back at once.</summary>
internal sealed unsafe class ColumnSample : IDisposable
{
    /// <summary>Columns taken together: half a cache line of each row.</summary>
    public const int Columns = 8;

    private readonly FloatMatrix _features;
    private readonly int[]? _sample;
    private readonly int _rows;
    private float* _memory;

    /// <param name="features">All rows.</param>
    /// <param name="sample">The rows to look at, or null for all.</param>
    public ColumnSample(FloatMatrix features, int[]? sample)
    {
        _features = features;
        _sample = sample;
        _rows = sample?.Length ?? features.Rows;

        // One column more: sorting needs room.
        _memory = (float*)NativeMemory.Alloc((nuint)_rows * (Columns + 1), sizeof(float));
    }

    /// <summary>Copies the columns from this one on.</summary>
    public void Take(int firstColumn)
    {
        var columns = Math.Min(Columns, _features.Columns - firstColumn);
        for (var i = 0; i < _rows; i++)
        {
            var row = _features.Row(_sample is null ? i : _sample[i]).Slice(firstColumn, columns);
            for (var c = 0; c < row.Length; c++)
            {
                _memory[((nint)c * _rows) + i] = row[c];
            }
        }
    }

    /// <summary>The numbers of one of the columns taken, rising, without missing ones. Once for each column.</summary>
    public ReadOnlySpan<float> SortedNumbers(int column)
    {
        var values = new Span<float>(_memory + ((nint)column * _rows), _rows);
        var count = 0;
        foreach (var value in values)
        {
            values[count] = value;
            count += float.IsNaN(value) ? 0 : 1;
        }

        RadixSort.Sort(values[..count], new Span<float>(_memory + ((nint)Columns * _rows), _rows));
        return values[..count];
    }

    public void Dispose()
    {
        NativeMemory.Free(_memory);
        _memory = null;
    }
}
