using MLNetTuning.Trainers.Boosting.Binning;
using MLNetTuning.Trainers.Boosting.Kernels;
using MLNetTuning.Trainers.Numerics;

namespace MLNetTuning.Trainers.Boosting.Growing;

/// <summary>
/// Builds the histogram of a node's rows, and parts the rows of a node while it builds that of the smaller child. Each piece of rows is on one
/// thread; threads add to histograms of their own, whose sums are exact and so do not depend on who added what.
/// </summary>
internal sealed unsafe class HistogramBuilder
{
    // Below this many rows in a piece, sharing work costs more than it saves.
    private const int LeastRows = 2048;

    private readonly BinnedMatrix _matrix;
    private readonly WorkTeam _team;
    private readonly HistogramWorker[] _workers;
    private readonly Action<int, int> _addPiece;
    private readonly Action<int, int> _partPiece;
    private readonly int[] _leftOfPiece;
    private Job _job;

    public HistogramBuilder(BinnedMatrix matrix, WorkTeam team)
    {
        _matrix = matrix;
        _team = team;
        _workers = new HistogramWorker[team.Threads];
        for (var t = 0; t < _workers.Length; t++)
        {
            _workers[t] = new HistogramWorker(matrix);
        }

        _addPiece = AddPiece;
        _partPiece = PartPiece;
        _leftOfPiece = new int[4 * team.Threads];
    }

    /// <summary>Fills a histogram from the listed rows.</summary>
    public void Build(ReadOnlySpan<int> rows, GradientBuffer gradients, long[] histogram, CancellationToken cancellation)
    {
        Array.Clear(histogram);
        if (_matrix.Columns == 0)
        {
            return;
        }

        fixed (int* pointer = rows)
        {
            _job = new Job { Rows = pointer, Count = rows.Length, Gradients = gradients, Histogram = histogram, Cancellation = cancellation };
            Run(_addPiece);
        }

        _job = default;
    }

    /// <summary>Parts the rows of a node, each part in the order it was: those that go left first.</summary>
    /// <param name="rows">The rows of the node.</param>
    /// <param name="scratch">As long as <paramref name="rows"/>; used meanwhile.</param>
    /// <param name="cut">Where rows go.</param>
    /// <param name="gradients">The derivatives.</param>
    /// <param name="histogram">Receives the histogram of the child that <see cref="RowCut.BuildLeft"/> names; null builds none.</param>
    /// <param name="cancellation">Stops between tiles.</param>
    /// <returns>How many rows go left.</returns>
    public int Part(Span<int> rows, Span<int> scratch, in RowCut cut, GradientBuffer gradients, long[]? histogram, CancellationToken cancellation)
    {
        if (histogram is not null)
        {
            Array.Clear(histogram);
        }

        int left;
        fixed (int* pointer = rows, buffer = scratch)
        fixed (byte* table = cut.GoesLeft)
        {
            _job = new Job { Rows = pointer, Count = rows.Length, Scratch = buffer, Cut = cut, GoesLeft = table, Gradients = gradients, Histogram = histogram, Cancellation = cancellation };
            Run(_partPiece);
            left = Join();
        }

        _job = default;
        return left;
    }

    private void Run(Action<int, int> body)
    {
        _job.Pieces = Math.Clamp(_job.Count / LeastRows, 1, _team.Threads == 1 ? 1 : _leftOfPiece.Length);
        foreach (var worker in _workers)
        {
            worker.HasOwn = false;
        }

        _team.Run(_job.Pieces, body);
        foreach (var worker in _workers)
        {
            if (worker.HasOwn)
            {
                fixed (long* target = _job.Histogram, own = worker.Own())
                {
                    HistogramKernel.Add(target, own, _job.Histogram!.Length);
                }
            }
        }
    }

    private int Start(int piece) => (int)((long)_job.Count * piece / _job.Pieces);

    // The caller adds to the histogram itself.
    private long[]? Target(int worker) => _job.Histogram is null || worker == 0 ? _job.Histogram : _workers[worker].Own();

    private void AddPiece(int worker, int piece)
    {
        var start = Start(piece);
        _workers[worker].Add(_job.Rows + start, Start(piece + 1) - start, _job.Gradients!, Target(worker)!, _job.Cancellation);
    }

    private void PartPiece(int worker, int piece)
    {
        var (start, end) = (Start(piece), Start(piece + 1));
        int* rows = _job.Rows + start, scratch = _job.Scratch + start;
        var target = Target(worker);
        var own = _job.Cut.BuildLeft ? rows : scratch;
        int left = 0, right = 0, added = 0;
        fixed (byte* bins = _matrix.ColumnBins ?? _matrix.Bins)
        {
            nint stride = _matrix.ColumnBins is null ? _matrix.Columns : 1;
            var column = bins + (_job.Cut.Feature * (stride == 1 ? (nint)_matrix.Rows : 1));
            for (var first = 0; first < end - start; first += HistogramKernel.TileRows)
            {
                _job.Cancellation.ThrowIfCancellationRequested();
                var count = Math.Min(HistogramKernel.TileRows, end - start - first);
                var taken = stride == 1
                    ? PartitionKernel.Part(rows + first, count, rows + left, scratch + right, column, _job.GoesLeft)
                    : PartitionKernel.PartByRow(rows + first, count, rows + left, scratch + right, column, stride, _job.GoesLeft);
                left += taken;
                right += count - taken;

                // Added in whole tiles, while their bins are still near.
                var waiting = (_job.Cut.BuildLeft ? left : right) - added;
                if (target is not null && waiting >= HistogramKernel.TileRows)
                {
                    _workers[worker].Add(own + added, HistogramKernel.TileRows, _job.Gradients!, target, _job.Cancellation);
                    added += HistogramKernel.TileRows;
                }
            }
        }

        _leftOfPiece[piece] = left;
        if (target is not null)
        {
            _workers[worker].Add(own + added, (_job.Cut.BuildLeft ? left : right) - added, _job.Gradients!, target, _job.Cancellation);
        }
    }

    // Every piece has its left rows at its own start and its right rows at the same place of the scratch.
    private int Join()
    {
        var rows = new Span<int>(_job.Rows, _job.Count);
        var left = _leftOfPiece[0];
        for (var piece = 1; piece < _job.Pieces; piece++)
        {
            rows.Slice(Start(piece), _leftOfPiece[piece]).CopyTo(rows[left..]);
            left += _leftOfPiece[piece];
        }

        var at = left;
        for (var piece = 0; piece < _job.Pieces; piece++)
        {
            var count = Start(piece + 1) - Start(piece) - _leftOfPiece[piece];
            new Span<int>(_job.Scratch + Start(piece), count).CopyTo(rows[at..]);
            at += count;
        }

        return left;
    }

    private struct Job
    {
        public int* Rows;
        public int* Scratch;
        public byte* GoesLeft;
        public int Count;
        public int Pieces;
        public RowCut Cut;
        public GradientBuffer? Gradients;
        public long[]? Histogram;
        public CancellationToken Cancellation;
    }
}
