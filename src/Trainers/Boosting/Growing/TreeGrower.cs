using System.Diagnostics;
using MLNetTuning.Trainers.Boosting.Binning;
using MLNetTuning.Trainers.Boosting.Kernels;
using MLNetTuning.Trainers.Numerics;

namespace MLNetTuning.Trainers.Boosting.Growing;

/// <summary>Grows one tree at a time, at the leaf whose split gains most (leaf-wise, best first).</summary>
internal sealed unsafe class TreeGrower
{
    // Histograms of waiting leaves may take a third of the bins; small ones need not be stingy.
    private const int PoolShare = 3;
    private const long LeastPool = 4 << 20;

    // Fewer bins are searched sooner than a second thread is awake.
    private const int ManyBins = 1500;

    private readonly BinnedMatrix _matrix;
    private readonly GrowOptions _options;
    private readonly HistogramBuilder _builder;
    private readonly WorkTeam _team;
    private readonly SplitFinder[] _finders;
    private readonly Action<int, int> _findPiece;
    private readonly HistogramPool _pool;
    private readonly TreeBuilder _tree;
    private readonly LeafState[] _leaves;
    private readonly int[] _rows;
    private readonly int[] _scratch;
    private readonly int[] _features;
    private readonly byte[] _goesLeft = GC.AllocateUninitializedArray<byte>(256, pinned: true);
    private readonly LeafQueue _queue;
    private int _featureCount;
    private ulong _treeSeed;
    private bool _isUnlimited;
    private (int First, int Second) _pieces;
    private SplitRules _rules;

    public TreeGrower(BinnedMatrix matrix, GrowOptions options)
    {
        // More leaves than rows allow can never be; the arrays need not be longer.
        var leaves = Math.Max(2, Math.Min(options.Leaves, matrix.Rows / options.MinRowsPerLeaf));
        _matrix = matrix;
        _options = options with { Leaves = leaves };
        _team = new WorkTeam(options.Threads);
        _builder = new HistogramBuilder(matrix, _team);
        _finders = [new SplitFinder(matrix, options), new SplitFinder(matrix, options)];
        _findPiece = FindPiece;
        _pool = new HistogramPool(matrix.TotalBins, options.HistogramBytes ?? Math.Max(LeastPool, (long)matrix.Rows * matrix.Columns / PoolShare));
        _tree = new TreeBuilder(leaves);
        _leaves = new LeafState[leaves];
        _queue = new LeafQueue(leaves);
        _rows = GC.AllocateUninitializedArray<int>(matrix.Rows, pinned: true);
        _scratch = GC.AllocateUninitializedArray<int>(matrix.Rows, pinned: true);
        _features = new int[matrix.Columns];
    }

    /// <summary>Leaves of the tree grown last.</summary>
    public int LeafCount { get; private set; }

    /// <summary>The list to put the rows of the next tree in before <see cref="Grow"/>; parted by leaf after it.</summary>
    public Span<int> Rows => _rows;

    /// <summary>The rows of a leaf of the tree grown last.</summary>
    public ReadOnlySpan<int> LeafRows(int leaf) => _rows.AsSpan(_leaves[leaf].Start, _leaves[leaf].Count);

    /// <summary>Grows a tree on the first <paramref name="rowCount"/> rows of <see cref="Rows"/>.</summary>
    /// <param name="gradients">The derivatives, as whole numbers.</param>
    /// <param name="rowCount">How many rows, 1 or more.</param>
    /// <param name="number">The number of the tree; names its random choices.</param>
    /// <param name="cancellation">Stops between tiles of rows.</param>
    public Tree Grow(GradientBuffer gradients, int rowCount, int number, CancellationToken cancellation)
    {
        _treeSeed = HashRandom.Mix(((ulong)(uint)_options.Seed << 32) ^ (uint)number);
        _tree.Clear();
        _queue.Clear();

        // When every leaf has its rows and still there could not be more leaves than allowed, the order of splits is free.
        _isUnlimited = _options.Leaves >= rowCount / _options.MinRowsPerLeaf;
        _featureCount = FeatureDraw.Choose(_features, _options.ColumnSampling, _treeSeed);
        var rules = new SplitRules(_options, gradients);
        PlantRoot(gradients, rowCount, rules, cancellation);
        while (LeafCount < _options.Leaves)
        {
            var leaf = _isUnlimited ? _queue.Pop() : _queue.Dequeue();
            if (leaf < 0)
            {
                break;
            }

            SplitLeaf(leaf, gradients, rules, cancellation);
        }

        for (var i = 0; i < LeafCount; i++)
        {
            _pool.Return(_leaves[i].Histogram);
            _leaves[i].Histogram = -1;
        }

        return Finish(rules);
    }

    private void PlantRoot(GradientBuffer gradients, int rowCount, in SplitRules rules, CancellationToken cancellation)
    {
        LeafCount = 1;
        var histogram = _pool.Rent();
        _builder.Build(_rows.AsSpan(0, rowCount), gradients, _pool[histogram], cancellation);
        _leaves[0] = new LeafState
        {
            Count = rowCount,
            Sums = Sum(_pool[histogram], gradients, rowCount),
            Histogram = histogram,
            Parent = -1,
            Bounds = ValueBounds.Free,
            Best = Split.None,
        };
        FindSplit(0, _finders[0], rules);
        Wait(0);
    }

    // Every column's bins hold all rows; the first column's are as good as any.
    private NodeSums Sum(long[] histogram, GradientBuffer gradients, int rowCount)
    {
        long gradient = 0, packed = 0;
        if (_matrix.Columns == 0)
        {
            for (var i = 0; i < rowCount; i++)
            {
                gradient += gradients.Pairs[2 * _rows[i]];
                packed += ((long)gradients.Pairs[(2 * _rows[i]) + 1] << gradients.CountBits) + 1;
            }
        }

        for (var bin = 0; _matrix.Columns > 0 && bin < _matrix.Offsets[1]; bin++)
        {
            gradient += histogram[2 * bin];
            packed += histogram[(2 * bin) + 1];
        }

        return new NodeSums(gradient, packed);
    }

    private void SplitLeaf(int index, GradientBuffer gradients, in SplitRules rules, CancellationToken cancellation)
    {
        ref var left = ref _leaves[index];
        var newIndex = LeafCount++;
        var parent = left;
        var node = _tree.Split(parent, index, newIndex);
        ref var right = ref _leaves[newIndex];
        (left, right) = Children(parent, node, (int)(parent.Best.Left.Packed & rules.CountMask), rules);
        var isLast = LeafCount == _options.Leaves;
        if (isLast || (!MaySplit(left) && !MaySplit(right)))
        {
            PartRows(parent, left, gradients, null, cancellation);
            _pool.Return(parent.Histogram);
            return;
        }

        // Rows are read only for the smaller child; the larger one is the parent less its sibling, if the parent's histogram is still there.
        ref var smaller = ref left.Count <= right.Count ? ref left : ref right;
        ref var larger = ref left.Count <= right.Count ? ref right : ref left;
        smaller.Histogram = _pool.Rent();
        larger.Histogram = parent.Histogram >= 0 ? parent.Histogram : _pool.Rent();
        PartRows(parent, left, gradients, _pool[smaller.Histogram], cancellation);
        if (parent.Histogram >= 0)
        {
            Subtract(_pool[larger.Histogram], _pool[smaller.Histogram]);
        }
        else
        {
            _builder.Build(_rows.AsSpan(larger.Start, larger.Count), gradients, _pool[larger.Histogram], cancellation);
        }

        // The smaller child last: taken first, it is done soon, and few histograms wait.
        var smallerIndex = left.Count <= right.Count ? index : newIndex;
        FindSplits(index + newIndex - smallerIndex, smallerIndex, rules);
    }

    private static void Subtract(long[] from, long[] other)
    {
        fixed (long* target = from, less = other)
        {
            HistogramKernel.Subtract(target, less, from.Length);
        }
    }

    private (LeafState Left, LeafState Right) Children(in LeafState parent, int node, int leftRows, in SplitRules rules)
    {
        var left = new LeafState
        {
            Start = parent.Start,
            Count = leftRows,
            Depth = parent.Depth + 1,
            Sums = parent.Best.Left,
            Bounds = parent.Bounds,
            Histogram = -1,
            Best = Split.None,
            Parent = node,
            IsLeft = true,
        };
        var right = left with
        {
            Start = parent.Start + leftRows,
            Count = parent.Count - leftRows,
            Sums = parent.Sums - parent.Best.Left,
            IsLeft = false,
        };
        if (_options.Monotone is not null)
        {
            var direction = _options.Monotone[_matrix.Features[parent.Best.Feature].Column];
            (left.Bounds, right.Bounds) = parent.Bounds.Part(
                direction, rules.Value(left.Sums, parent.Bounds), rules.Value(right.Sums, parent.Bounds));
        }

        return (left, right);
    }

    private bool MaySplit(in LeafState leaf)
        => leaf.Count >= 2L * _options.MinRowsPerLeaf && (_options.MaxDepth == 0 || leaf.Depth < _options.MaxDepth);

    private void FindSplits(int first, int second, in SplitRules rules)
    {
        (_pieces, _rules) = ((first, second), rules);
        if (_team.Threads > 1 && _matrix.TotalBins >= ManyBins && MaySplit(_leaves[first]) && MaySplit(_leaves[second]))
        {
            _team.Run(2, _findPiece);
        }
        else
        {
            FindPiece(0, 0);
            FindPiece(0, 1);
        }

        Wait(first);
        Wait(second);
    }

    private void FindPiece(int worker, int piece) => FindSplit(piece == 0 ? _pieces.First : _pieces.Second, _finders[piece], _rules);

    private void FindSplit(int index, SplitFinder finder, in SplitRules rules)
    {
        ref var leaf = ref _leaves[index];
        if (MaySplit(leaf))
        {
            leaf.Best = finder.Find(_pool[leaf.Histogram], leaf, _features.AsSpan(0, _featureCount), rules, _treeSeed + (ulong)((2 * leaf.Parent) + (leaf.IsLeft ? 3 : 4)));
        }
    }

    private void Wait(int index)
    {
        ref var leaf = ref _leaves[index];
        if (!leaf.Best.Exists || _pool.IsFull)
        {
            _pool.Return(leaf.Histogram);
            leaf.Histogram = -1;
        }

        if (!leaf.Best.Exists)
        {
            return;
        }

        if (_isUnlimited)
        {
            _queue.Push(index);
        }
        else
        {
            // Level by level: no gain outweighs a step of depth, and within a level the older leaf comes first.
            _queue.Enqueue(index, _options.LevelWise ? -leaf.Depth : leaf.Best.Gain);
        }
    }

    private void PartRows(in LeafState parent, in LeafState left, GradientBuffer gradients, long[]? histogram, CancellationToken cancellation)
    {
        var split = parent.Best;
        var bins = _matrix.Features[split.Feature];
        _goesLeft.AsSpan().Clear();
        if (bins.Categories is not null)
        {
            for (var bin = 0; bin < bins.NumberBins; bin++)
            {
                _goesLeft[bin] = split.Set.Contains(bin) ? (byte)1 : (byte)0;
            }
        }
        else
        {
            _goesLeft.AsSpan(0, split.Bin + 1).Fill(1);
        }

        if (bins.HasMissing)
        {
            _goesLeft[bins.MissingBin] = split.MissingLeft ? (byte)1 : (byte)0;
        }

        var cut = new RowCut(split.Feature, _goesLeft, left.Count <= parent.Count - left.Count);
        var count = _builder.Part(_rows.AsSpan(parent.Start, parent.Count), _scratch.AsSpan(0, parent.Count), cut, gradients, histogram, cancellation);
        Debug.Assert(count == left.Count, "The histogram and the rows must agree on who goes left.");
    }

    private Tree Finish(in SplitRules rules)
    {
        var values = new float[LeafCount];
        var rows = new int[LeafCount];
        for (var i = 0; i < LeafCount; i++)
        {
            values[i] = (float)(rules.Value(_leaves[i].Sums, _leaves[i].Bounds) * rules.LearningRate);
            rows[i] = _leaves[i].Count;
        }

        return _tree.Build(_matrix, values, rows);
    }
}
