using MLNetTuning.Trainers.Boosting.Binning;
using MLNetTuning.Trainers.Boosting.Kernels;
using MLNetTuning.Trainers.Numerics;

namespace MLNetTuning.Trainers.Boosting.Growing;

/// <summary>Builds the histogram of a node's rows, group of columns by group of columns, each group on one thread.</summary>
internal sealed unsafe class HistogramBuilder
{
    // Below this many updates starting threads costs more than it saves.
    private const long SmallWork = 200_000;

    private readonly BinnedMatrix _matrix;
    private readonly int _threads;
    private readonly int _groups;
    private readonly long[][] _addends;
    private readonly ulong[][] _tiles;

    public HistogramBuilder(BinnedMatrix matrix, int threads)
    {
        _matrix = matrix;
        _groups = (matrix.Columns + HistogramKernel.GroupColumns - 1) / HistogramKernel.GroupColumns;
        _threads = Math.Max(1, Math.Min(threads, _groups));
        _addends = new long[_threads][];
        _tiles = new ulong[_threads][];
        for (var t = 0; t < _threads; t++)
        {
            // The first also works alone when there is little to do.
            var groups = t == 0 ? _groups : (_groups + _threads - 1) / _threads;
            _addends[t] = GC.AllocateUninitializedArray<long>(2 * HistogramKernel.TileRows, pinned: true);
            _tiles[t] = GC.AllocateUninitializedArray<ulong>(groups * HistogramKernel.TileRows, pinned: true);
        }
    }

    /// <summary>Fills a histogram from the listed rows.</summary>
    public void Build(ReadOnlySpan<int> rows, GradientBuffer gradients, long[] histogram, CancellationToken cancellation)
    {
        Array.Clear(histogram);
        if (_matrix.Columns == 0)
        {
            return;
        }

        fixed (int* rowPointer = rows)
        {
            if (_threads == 1 || (long)rows.Length * _matrix.Columns < SmallWork)
            {
                AddGroups(0, 1, rowPointer, rows.Length, gradients, histogram, cancellation);
            }
            else
            {
                AddInParallel(rowPointer, rows.Length, gradients, histogram, cancellation);
            }
        }
    }

    // Apart, so that the closure is only made when threads are used.
    private void AddInParallel(int* rows, int count, GradientBuffer gradients, long[] histogram, CancellationToken cancellation)
        => Work.For(_threads, _threads, t => AddGroups(t, _threads, rows, count, gradients, histogram, cancellation));

    private void AddGroups(int part, int parts, int* rows, int count, GradientBuffer gradients, long[] histogram, CancellationToken cancellation)
    {
        var firstGroup = (int)((long)_groups * part / parts);
        var endGroup = (int)((long)_groups * (part + 1) / parts);
        fixed (long* target = histogram, addends = _addends[part])
        fixed (ulong* tile = _tiles[part])
        fixed (int* pairs = gradients.Pairs)
        fixed (byte* bins = &_matrix.Bins[firstGroup * HistogramKernel.GroupColumns])
        {
            for (var first = 0; first < count; first += HistogramKernel.TileRows)
            {
                cancellation.ThrowIfCancellationRequested();
                var taken = Math.Min(HistogramKernel.TileRows, count - first);
                HistogramKernel.GatherAddends(rows + first, taken, pairs, gradients.CountBits, addends);
                HistogramKernel.GatherBins(rows + first, taken, bins, _matrix.Columns, endGroup - firstGroup, tile);
                for (var group = firstGroup; group < endGroup; group++)
                {
                    AddGroup(tile + ((group - firstGroup) * HistogramKernel.TileRows), taken, addends, target, group * HistogramKernel.GroupColumns);
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
