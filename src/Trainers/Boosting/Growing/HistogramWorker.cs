using MLNetTuning.Trainers.Boosting.Binning;
using MLNetTuning.Trainers.Boosting.Kernels;

namespace MLNetTuning.Trainers.Boosting.Growing;

/// <summary>What one thread needs to add rows to a histogram: its tile of rows, and a histogram of its own where several threads add to one.</summary>
internal sealed unsafe class HistogramWorker
{
    private readonly BinnedMatrix _matrix;
    private readonly int _groups;
    private readonly long[] _addends = GC.AllocateUninitializedArray<long>(2 * HistogramKernel.TileRows, pinned: true);
    private readonly ulong[] _tile;
    private long[]? _own;

    public HistogramWorker(BinnedMatrix matrix)
    {
        _matrix = matrix;
        _groups = (matrix.Columns + HistogramKernel.GroupColumns - 1) / HistogramKernel.GroupColumns;
        _tile = GC.AllocateUninitializedArray<ulong>(_groups * HistogramKernel.TileRows, pinned: true);
    }

    /// <summary>Whether its own histogram holds part of the present sum.</summary>
    public bool HasOwn { get; set; }

    /// <summary>Its own histogram, empty at the first use for a sum.</summary>
    public long[] Own()
    {
        _own ??= GC.AllocateUninitializedArray<long>(2 * _matrix.TotalBins, pinned: true);
        if (!HasOwn)
        {
            Array.Clear(_own);
            HasOwn = true;
        }

        return _own;
    }

    /// <summary>Adds rows, tile by tile.</summary>
    /// <param name="rows">The rows, in any order.</param>
    /// <param name="count">How many.</param>
    /// <param name="gradients">Their derivatives.</param>
    /// <param name="histogram">The histogram to add to.</param>
    /// <param name="cancellation">Stops between tiles.</param>
    public void Add(int* rows, int count, GradientBuffer gradients, long[] histogram, CancellationToken cancellation)
    {
        fixed (long* target = histogram, addends = _addends)
        fixed (ulong* tile = _tile)
        fixed (int* pairs = gradients.Pairs)
        fixed (byte* bins = _matrix.Bins)
        {
            for (var first = 0; first < count; first += HistogramKernel.TileRows)
            {
                cancellation.ThrowIfCancellationRequested();
                var taken = Math.Min(HistogramKernel.TileRows, count - first);
                HistogramKernel.GatherAddends(rows + first, taken, pairs, gradients.CountBits, addends);
                HistogramKernel.GatherBins(rows + first, taken, bins, _matrix.Columns, _groups, tile);
                for (var group = 0; group < _groups; group++)
                {
                    AddGroup(tile + (group * HistogramKernel.TileRows), taken, addends, target, group * HistogramKernel.GroupColumns);
                }
            }
        }
    }

    private void AddGroup(ulong* tile, int count, long* addends, long* target, int firstColumn)
    {
        var starts = stackalloc long*[HistogramKernel.GroupColumns];
        var columns = Math.Min(HistogramKernel.GroupColumns, _matrix.Columns - firstColumn);
        for (var c = 0; c < columns; c++)
        {
            starts[c] = target + (2 * (nint)_matrix.Offsets[firstColumn + c]);
        }

        if (columns == HistogramKernel.GroupColumns)
        {
            HistogramKernel.AddEight(tile, count, addends, starts);
            return;
        }

        var done = 0;
        if (columns >= 4)
        {
            HistogramKernel.AddFour(tile, count, addends, starts);
            done = 4;
        }

        for (; done < columns; done++)
        {
            HistogramKernel.AddOne(tile, count, addends, starts[done], done);
        }
    }
}
