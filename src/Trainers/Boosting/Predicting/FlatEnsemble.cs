using MLNetTuning.Trainers.Numerics;

namespace MLNetTuning.Trainers.Boosting.Predicting;

/// <summary>All trees of a model in two arrays, laid out for prediction.</summary>
internal sealed unsafe class FlatEnsemble
{
    private const uint MissingLeft = 0x80000000;
    private const int BlockRows = 256;

    private readonly FlatNode[] _nodes;
    private readonly float[] _leaves;
    private readonly int[] _roots;
    private readonly float[] _baseScores;

    public FlatEnsemble(float[] baseScores, IReadOnlyList<Tree> trees)
    {
        _baseScores = baseScores;
        _nodes = GC.AllocateArray<FlatNode>(trees.Sum(t => t.Nodes), pinned: true);
        _leaves = GC.AllocateArray<float>(trees.Sum(t => t.Leaves), pinned: true);
        _roots = new int[trees.Count];
        int nodes = 0, leaves = 0;
        for (var t = 0; t < trees.Count; t++)
        {
            var tree = trees[t];
            _roots[t] = tree.Nodes > 0 ? nodes : ~leaves;
            for (var i = 0; i < tree.Nodes; i++)
            {
                _nodes[nodes + i] = new FlatNode
                {
                    Threshold = tree.Thresholds[i],
                    Column = (uint)tree.SplitFeatures[i] | (tree.MissingGoesLeft[i] ? MissingLeft : 0),
                    Left = tree.Left[i] >= 0 ? tree.Left[i] + nodes : tree.Left[i] - leaves,
                    Right = tree.Right[i] >= 0 ? tree.Right[i] + nodes : tree.Right[i] - leaves,
                };
            }

            tree.LeafValues.CopyTo(_leaves, leaves);
            nodes += tree.Nodes;
            leaves += tree.Leaves;
        }
    }

    public void Predict(FloatMatrix features, Span<float> rawScores, int threads)
    {
        fixed (float* target = rawScores)
        {
            var scores = target;
            Work.For((features.Rows + BlockRows - 1) / BlockRows, threads, block =>
            {
                var first = block * BlockRows;
                var count = Math.Min(BlockRows, features.Rows - first);
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

    // Tree by tree over a block of rows: the tree stays in the first cache, the rows in the second.
    private void PredictBlock(float* values, nint columns, int rows, float* scores)
    {
        var outputs = _baseScores.Length;
        for (var i = 0; i < rows; i++)
        {
            new ReadOnlySpan<float>(_baseScores).CopyTo(new Span<float>(scores + ((nint)i * outputs), outputs));
        }

        fixed (FlatNode* nodes = _nodes)
        fixed (float* leaves = _leaves)
        {
            for (var t = 0; t < _roots.Length; t++)
            {
                var target = scores + (t % outputs);
                for (nint i = 0; i < rows; i++)
                {
                    target[i * outputs] += leaves[~Walk(nodes, _roots[t], values + (i * columns))];
                }
            }
        }
    }

    private static int Walk(FlatNode* nodes, int node, float* row)
    {
        while (node >= 0)
        {
            var at = nodes + node;
            var value = row[at->Column & ~MissingLeft];
            var left = value <= at->Threshold || (float.IsNaN(value) && (at->Column & MissingLeft) != 0);
            node = left ? at->Left : at->Right;
        }

        return node;
    }
}
