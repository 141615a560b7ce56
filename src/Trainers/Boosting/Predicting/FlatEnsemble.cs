using System.Numerics;
using MLNetTuning.Trainers.Boosting.Kernels;
using MLNetTuning.Trainers.Numerics;

namespace MLNetTuning.Trainers.Boosting.Predicting;

/// <summary>All trees of a model in two arrays, laid out for prediction.</summary>
internal sealed unsafe class FlatEnsemble : IEnsemblePredictor, IRowPredictor
{
    // Rows walked down a tree in one go; where they ended is kept on the stack.
    private const int StripRows = 128;

    // Rows and scores of a block: half of a usual second cache, which a tree shares with them. Many rows a block, as a large tree is fetched anew for each.
    private const int BlockBytes = 512 * 1024;

    private readonly FlatNode[] _nodes;
    private readonly float[] _values;
    private readonly int[] _roots;
    private readonly float[] _baseScores;
    private readonly CategoryLookup?[] _sets;

    // Leaf after leaf a value for each output, when the trees of a round share their nodes; then the value of a leaf is its number here.
    private readonly float[] _shared;

    public FlatEnsemble(float[] baseScores, IReadOnlyList<Tree> trees)
    {
        _baseScores = baseScores;
        var outputs = baseScores.Length;
        var isShared = outputs > 1 && trees.Select((tree, t) => tree.SharesNodes(trees[t - (t % outputs)])).All(shares => shares);
        _shared = isShared ? GC.AllocateUninitializedArray<float>(trees.Sum(t => t.Leaves), pinned: true) : [];
        IReadOnlyList<Tree> walked = isShared ? [.. trees.Where((_, t) => t % outputs == 0)] : trees;
        var size = walked.Sum(t => t.Nodes + t.Leaves);
        _nodes = GC.AllocateArray<FlatNode>(size, pinned: true);
        _values = GC.AllocateArray<float>(size, pinned: true);
        _roots = new int[walked.Count];
        _sets = new CategoryLookup?[walked.Any(t => t.CategorySets.Length > 0) ? size : 0];
        var end = 0;
        var leaves = 0;
        for (var t = 0; t < walked.Count; t++)
        {
            _roots[t] = end;
            end = Lay(walked[t], end, leaves);
            if (isShared)
            {
                Share(trees, t * outputs, leaves);
                leaves += walked[t].Leaves;
            }
        }
    }

    public void Predict(FloatMatrix features, Span<float> rawScores, int threads)
    {
        var strips = (features.Rows + StripRows - 1) / StripRows;
        var bytes = sizeof(float) * StripRows * (features.Columns + _baseScores.Length);
        var together = Math.Clamp(BlockBytes / bytes, 1, Math.Max(1, strips / threads));
        fixed (float* target = rawScores)
        {
            var scores = target;
            Work.For((strips + together - 1) / together, threads, block =>
            {
                var first = block * together * StripRows;
                var count = Math.Min(together * StripRows, features.Rows - first);
                fixed (float* values = features.Values)
                {
                    PredictBlock(values + ((nint)first * features.Columns), features.Columns, count, scores + ((nint)first * _baseScores.Length));
                }
            });
        }
    }

    public void PredictRow(ReadOnlySpan<float> row, Span<float> rawScores)
    {
        fixed (float* values = row, scores = rawScores)
        {
            PredictBlock(values, row.Length, 1, scores);
        }
    }

    // Tree by tree over a block of rows: tree and rows stay in the caches.
    private void PredictBlock(float* values, nint columns, int rows, float* scores)
    {
        var outputs = _baseScores.Length;
        for (var i = 0; i < rows; i++)
        {
            new ReadOnlySpan<float>(_baseScores).CopyTo(new Span<float>(scores + ((nint)i * outputs), outputs));
        }

        fixed (FlatNode* nodes = _nodes)
        fixed (float* leaves = _values)
        {
            for (var t = 0; t < _roots.Length; t++)
            {
                for (nint first = 0; first < rows; first += StripRows)
                {
                    var count = (int)Math.Min(StripRows, rows - first);
                    AddTree(nodes, leaves, t, values + (first * columns), columns, count, scores + (first * outputs));
                }
            }
        }
    }

    private void AddTree(FlatNode* nodes, float* leaves, int tree, float* values, nint columns, int rows, float* scores)
    {
        var places = stackalloc int[StripRows];
        if (_sets.Length == 0)
        {
            WalkKernel.Walk(nodes, _roots[tree], values, columns, rows, places);
        }
        else
        {
            WalkWithSets(nodes, _roots[tree], values, columns, rows, places);
        }

        if (_shared.Length > 0)
        {
            AddShared(leaves, places, rows, scores);
            return;
        }

        var outputs = _baseScores.Length;
        var target = scores + (tree % outputs);
        for (nint i = 0; i < rows; i++)
        {
            target[i * outputs] += leaves[places[i]];
        }
    }

    private void AddShared(float* leaves, int* places, int rows, float* scores)
    {
        var outputs = _baseScores.Length;
        fixed (float* shared = _shared)
        {
            for (nint i = 0; i < rows; i++)
            {
                var values = shared + ((nint)BitConverter.SingleToInt32Bits(leaves[places[i]]) * outputs);
                var target = scores + (i * outputs);
                var k = 0;
                for (; k <= outputs - Vector<float>.Count; k += Vector<float>.Count)
                {
                    (Vector.Load(target + k) + Vector.Load(values + k)).Store(target + k);
                }

                for (; k < outputs; k++)
                {
                    target[k] += values[k];
                }
            }
        }
    }

    private void Share(IReadOnlyList<Tree> trees, int first, int firstLeaf)
    {
        for (var k = 0; k < _baseScores.Length; k++)
        {
            var values = trees[first + k].LeafValues;
            for (var leaf = 0; leaf < values.Length; leaf++)
            {
                _shared[((firstLeaf + leaf) * _baseScores.Length) + k] = values[leaf];
            }
        }
    }

    private void WalkWithSets(FlatNode* nodes, int root, float* values, nint columns, int rows, int* places)
    {
        for (var i = 0; i < rows; i++)
        {
            var place = root;
            while (nodes[place].Left != place)
            {
                var row = values + (i * columns);
                if (_sets[place] is { } set)
                {
                    place = nodes[place].Left + (set.Contains(row[nodes[place].Column]) ? 0 : 1);
                }
                else
                {
                    place = WalkKernel.Next(nodes + place, row);
                }
            }

            places[i] = place;
        }
    }

    // Level by level, so that the children of a node are neighbours and the nodes most rows pass share cache lines.
    private int Lay(Tree tree, int start, int firstLeaf)
    {
        var waiting = new Queue<(int Node, int Place)>();
        waiting.Enqueue((tree.Nodes > 0 ? 0 : ~0, start));
        var end = start + 1;
        while (waiting.TryDequeue(out var next))
        {
            var (node, place) = next;
            if (node < 0)
            {
                _nodes[place] = new FlatNode { Threshold = float.PositiveInfinity, Left = place };
                _values[place] = _shared.Length > 0 ? BitConverter.Int32BitsToSingle(firstLeaf + ~node) : tree.LeafValues[~node];
                continue;
            }

            _nodes[place] = new FlatNode
            {
                Threshold = tree.Thresholds[node],
                Column = tree.SplitFeatures[node],
                Left = end,
                MissingRight = tree.MissingGoesLeft[node] ? 0 : 1,
            };
            if (tree.CategorySets.Length > 0 && tree.CategorySets[node] is { } set)
            {
                _sets[place] = new CategoryLookup(set);
            }

            waiting.Enqueue((tree.Left[node], end));
            waiting.Enqueue((tree.Right[node], end + 1));
            end += 2;
        }

        return end;
    }
}
