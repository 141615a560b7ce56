using MLNetTuning.Trainers.Boosting.Binning;
using MLNetTuning.Trainers.Numerics;

namespace MLNetTuning.Trainers.Boosting.Growing;

/// <summary>Grows the trees of a forest of several classes: one tree for all classes, whose leaves hold a share of each.</summary>
/// <remarks>
/// Columns are drawn for a node until as many as were asked for differ among its rows and one of them can be cut: a column that is the same in all rows does not count.
/// </remarks>
internal sealed unsafe class ClassTreeGrower
{
    // Gains below this share of the node's score are rounding, not knowledge.
    private const double Rounding = 1e-12;

    private readonly BinnedMatrix _matrix;
    private readonly GrowOptions _options;
    private readonly TrainingData _data;
    private readonly int _classes;
    private readonly ClassScan _scan;
    private readonly TreeBuilder _tree;
    private readonly LeafQueue _queue;
    private readonly LeafState[] _leaves;
    private readonly int[] _rows;
    private readonly int[] _scratch;
    private readonly ushort[] _times;
    private readonly ClassRow[] _facts;
    private readonly int[] _features;
    private readonly int[] _nodeFeatures;
    private int _leafCount;
    private int _featureCount;
    private ulong _treeSeed;
    private bool _isUnlimited;

    public ClassTreeGrower(BinnedMatrix matrix, GrowOptions options, TrainingData data, int classes, int drawn)
    {
        var leaves = Math.Max(2, Math.Min(options.Leaves, drawn / options.MinRowsPerLeaf));
        _matrix = matrix;
        _options = options with { Leaves = leaves };
        _data = data;
        _classes = classes;
        _scan = new ClassScan(classes, data.Rows, options.MinRowsPerLeaf);
        _tree = new TreeBuilder(leaves);
        _queue = new LeafQueue(leaves);
        _leaves = new LeafState[leaves];
        _rows = new int[data.Rows];
        _scratch = new int[data.Rows];
        _times = new ushort[data.Rows];
        _facts = new ClassRow[data.Rows];
        _features = new int[matrix.Columns];
        _nodeFeatures = new int[matrix.Columns];
    }

    /// <summary>Grows a tree on drawn rows, rising, repeats side by side.</summary>
    /// <returns>A tree for each class; they differ in the values of their leaves only.</returns>
    public Tree[] Grow(ReadOnlySpan<int> drawn, int number, CancellationToken cancellation)
    {
        _treeSeed = HashRandom.Mix(((ulong)(uint)_options.Seed << 32) ^ (uint)number);
        _isUnlimited = _options.Leaves >= drawn.Length / _options.MinRowsPerLeaf;
        _tree.Clear();
        _queue.Clear();
        _featureCount = FeatureDraw.Choose(_features, _options.ColumnSampling, _treeSeed);
        _leaves[0] = new LeafState { Count = TakeRows(drawn), Parent = -1, Histogram = -1, Best = Split.None };
        _leafCount = 1;
        FindSplit(0);
        while (_leafCount < _options.Leaves)
        {
            cancellation.ThrowIfCancellationRequested();
            var leaf = _isUnlimited ? _queue.Pop() : _queue.Dequeue();
            if (leaf < 0)
            {
                break;
            }

            SplitLeaf(leaf);
        }

        return Finish();
    }

    // A row that is drawn again weighs more instead of standing in the list twice.
    private int TakeRows(ReadOnlySpan<int> drawn)
    {
        var count = 0;
        foreach (var row in drawn)
        {
            if (count > 0 && _rows[count - 1] == row && _times[row] < ushort.MaxValue)
            {
                _times[row]++;
                continue;
            }

            _rows[count++] = row;
            _times[row] = 1;
        }

        return count;
    }

    private Span<ClassRow> Facts(in LeafState leaf)
    {
        for (var i = 0; i < leaf.Count; i++)
        {
            var row = _rows[leaf.Start + i];
            var weight = (_data.Weights is null ? 1 : _data.Weights[row]) * _times[row];
            _facts[i] = new ClassRow(weight, (ushort)_data.Labels[row], _times[row]);
        }

        return _facts.AsSpan(0, leaf.Count);
    }

    private void FindSplit(int index)
    {
        ref var leaf = ref _leaves[index];
        if (leaf.Count < 2 || (_options.MaxDepth > 0 && leaf.Depth >= _options.MaxDepth))
        {
            return;
        }

        var facts = Facts(leaf);
        _scan.Begin(facts);
        if (!_scan.IsMixed || _scan.NodeRows < 2L * _options.MinRowsPerLeaf)
        {
            return;
        }

        var random = new HashRandom(_treeSeed + (ulong)((2 * leaf.Parent) + (leaf.IsLeft ? 3 : 4)), 0x5F);
        var wanted = Math.Max(1, (int)Math.Round(_featureCount * _options.ColumnSamplingByNode));
        var parent = _scan.NodeScore;
        var toBeat = parent + _options.MinGain + (parent * Rounding);
        _features.AsSpan(0, _featureCount).CopyTo(_nodeFeatures);
        for (int taken = 0, useful = 0; taken < _featureCount && (useful < wanted || !leaf.Best.Exists); taken++)
        {
            // Drawn one after the other, as how many will be needed is not known.
            var at = taken + random.Next(_featureCount - taken);
            (_nodeFeatures[taken], _nodeFeatures[at]) = (_nodeFeatures[at], _nodeFeatures[taken]);
            var feature = _nodeFeatures[taken];
            var column = _matrix.Features[feature];
            if (_scan.Sort(facts, BinsOf(leaf, feature), column.Bins))
            {
                useful++;
                var found = column.Categories is not null ? _scan.BestSet(column, feature, ref toBeat)
                    : _options.ExtraTrees ? _scan.RandomCut(column, feature, ref random, ref toBeat)
                    : _scan.BestCut(column, feature, ref toBeat);
                leaf.Best = found.Exists ? found : leaf.Best;
            }
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
            _queue.Enqueue(index, leaf.Best.Gain);
        }
    }

    private Span<byte> BinsOf(in LeafState leaf, int feature)
    {
        var bins = _scan.Bins(leaf.Count);
        var rows = _rows.AsSpan(leaf.Start, leaf.Count);
        if (_matrix.ColumnBins is { } columns)
        {
            var column = columns.AsSpan(feature * _matrix.Rows, _matrix.Rows);
            for (var i = 0; i < rows.Length; i++)
            {
                bins[i] = column[rows[i]];
            }

            return bins;
        }

        for (var i = 0; i < rows.Length; i++)
        {
            bins[i] = _matrix.Bins[(rows[i] * _matrix.Columns) + feature];
        }

        return bins;
    }

    private void SplitLeaf(int index)
    {
        var parent = _leaves[index];
        var newIndex = _leafCount++;
        var node = _tree.Split(parent, index, newIndex);
        var left = PartRows(parent);
        _leaves[index] = new LeafState { Start = parent.Start, Count = left, Depth = parent.Depth + 1, Histogram = -1, Best = Split.None, Parent = node, IsLeft = true };
        _leaves[newIndex] = _leaves[index] with { Start = parent.Start + left, Count = parent.Count - left, IsLeft = false };
        FindSplit(newIndex);
        FindSplit(index);
    }

    private int PartRows(in LeafState leaf)
    {
        var split = leaf.Best;
        var column = _matrix.Features[split.Feature];
        var bins = BinsOf(leaf, split.Feature);
        var rows = _rows.AsSpan(leaf.Start, leaf.Count);
        int left = 0, right = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            var isLeft = column.Categories is not null ? split.Set.Contains(bins[i])
                : column.HasMissing && bins[i] == column.MissingBin ? split.MissingLeft
                : bins[i] <= split.Bin;
            var row = rows[i];
            rows[left] = row;
            _scratch[right] = row;
            left += isLeft ? 1 : 0;
            right += isLeft ? 0 : 1;
        }

        _scratch.AsSpan(0, right).CopyTo(rows[left..]);
        return left;
    }

    private Tree[] Finish()
    {
        var values = new float[_classes][];
        for (var k = 0; k < _classes; k++)
        {
            values[k] = new float[_leafCount];
        }

        var counts = new int[_leafCount];
        for (var i = 0; i < _leafCount; i++)
        {
            _scan.Begin(Facts(_leaves[i]));
            counts[i] = _scan.NodeRows;
            for (var k = 0; k < _classes && _scan.NodeWeight > 0; k++)
            {
                values[k][i] = (float)(_scan.NodeSums[k] / _scan.NodeWeight * _options.LearningRate);
            }
        }

        var first = _tree.Build(_matrix, values[0], counts);
        return [first, .. values.Skip(1).Select(first.WithLeafValues)];
    }
}
