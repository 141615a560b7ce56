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
    private readonly long[][] _expanded;

    public HistogramBuilder(BinnedMatrix matrix, int threads)
    {
        _matrix = matrix;
        var groups = (matrix.Columns + HistogramKernel.GroupColumns - 1) / HistogramKernel.GroupColumns;
        _threads = Math.Max(1, Math.Min(threads, groups));
        _expanded = new long[_threads][];
        for (var t = 0; t < _threads; t++)
        {
            _expanded[t] = GC.AllocateUninitializedArray<long>(2 * HistogramKernel.TileRows, pinned: true);
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
        var groups = (_matrix.Columns + HistogramKernel.GroupColumns - 1) / HistogramKernel.GroupColumns;
        var firstColumn = (int)((long)groups * part / parts) * HistogramKernel.GroupColumns;
        var endColumn = Math.Min(_matrix.Columns, (int)((long)groups * (part + 1) / parts) * HistogramKernel.GroupColumns);
        fixed (long* target = histogram, expanded = _expanded[part])
        fixed (int* pairs = gradients.Pairs)
        fixed (byte* bins = _matrix.Bins)
        {
            for (var first = 0; first < count; first += HistogramKernel.TileRows)
            {
                cancellation.ThrowIfCancellationRequested();
                var tile = Math.Min(HistogramKernel.TileRows, count - first);
                HistogramKernel.Expand(rows + first, tile, pairs, gradients.CountBits, expanded, bins, _matrix.Columns);
                AddTile(rows + first, tile, expanded, bins, target, firstColumn, endColumn);
            }
        }
    }

    private void AddTile(int* rows, int count, long* expanded, byte* bins, long* target, int column, int endColumn)
    {
        var starts = stackalloc long*[HistogramKernel.GroupColumns];
        nint stride = _matrix.Columns;
        while (column < endColumn)
        {
            var width = endColumn - column >= 8 ? 8 : endColumn - column >= 4 ? 4 : 1;
            for (var k = 0; k < width; k++)
            {
                starts[k] = target + (2 * (nint)_matrix.Offsets[column + k]);
            }

            switch (width)
            {
                case 8:
                    HistogramKernel.AddEight(rows, count, expanded, bins + column, stride, starts);
                    break;
                case 4:
                    HistogramKernel.AddFour(rows, count, expanded, bins + column, stride, starts);
                    break;
                default:
                    HistogramKernel.AddOne(rows, count, expanded, bins + column, stride, starts[0]);
                    break;
            }

            column += width;
        }
    }
}
