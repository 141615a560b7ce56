using MLNetTuning.Trainers.Boosting;

namespace MLNetTuning.Trainers.Tests.Boosting;

/// <summary>A regression tree grown leaf by leaf the slow way: every threshold of every column by summing over all rows in doubles.</summary>
internal sealed class NaiveTree
{
    private readonly TrainingData _data;
    private readonly BoostingOptions _options;
    private readonly double[] _gradients;
    private readonly double[] _hessians;
    private readonly List<Node> _leaves = [];

    public NaiveTree(TrainingData data, BoostingOptions options, double[] gradients, double[] hessians)
    {
        _data = data;
        _options = options;
        _gradients = gradients;
        _hessians = hessians;
        var root = new Node([.. Enumerable.Range(0, data.Rows)], 0);
        root.Best = Find(root);
        _leaves.Add(root);
        while (_leaves.Count < options.Leaves)
        {
            var best = _leaves.Where(l => l.Best is not null).MaxBy(l => l.Best!.Gain);
            if (best is null)
            {
                break;
            }

            var at = _leaves.IndexOf(best);
            var (left, right) = Part(best);
            _leaves[at] = left;
            _leaves.Add(right);
            left.Best = Find(left);
            right.Best = Find(right);
        }
    }

    public int Leaves => _leaves.Count;

    /// <summary>The value of each row.</summary>
    public double[] Values()
    {
        var values = new double[_data.Rows];
        foreach (var leaf in _leaves)
        {
            var sum = leaf.Rows.Sum(r => _hessians[r]) + _options.L2;
            var value = -Shrink(leaf.Rows.Sum(r => _gradients[r])) / sum * _options.LearningRate;
            leaf.Rows.ForEach(r => values[r] = value);
        }

        return values;
    }

    private double Shrink(double gradient) => Math.CopySign(Math.Max(0, Math.Abs(gradient) - _options.L1), gradient);

    private double Score(IEnumerable<int> rows)
    {
        double gradient = 0, hessian = _options.L2;
        foreach (var row in rows)
        {
            gradient += _gradients[row];
            hessian += _hessians[row];
        }

        return Shrink(gradient) * Shrink(gradient) / hessian;
    }

    private Cut? Find(Node node)
    {
        if (_options.MaxDepth > 0 && node.Depth >= _options.MaxDepth)
        {
            return null;
        }

        Cut? best = null;
        var parent = Score(node.Rows);
        for (var column = 0; column < _data.Features.Columns; column++)
        {
            var values = node.Rows.Select(r => _data.Features.Row(r)[column]).Where(v => !float.IsNaN(v)).Distinct().Order().ToList();
            foreach (var missingLeft in new[] { false, true })
            {
                foreach (var threshold in values)
                {
                    var cut = new Cut(column, threshold, missingLeft, 0);
                    var left = node.Rows.Where(r => cut.GoesLeft(_data.Features.Row(r))).ToList();
                    var right = node.Rows.Where(r => !cut.GoesLeft(_data.Features.Row(r))).ToList();
                    if (left.Count < _options.MinRowsPerLeaf || right.Count < _options.MinRowsPerLeaf
                        || left.Sum(r => _hessians[r]) < _options.MinHessianPerLeaf || right.Sum(r => _hessians[r]) < _options.MinHessianPerLeaf)
                    {
                        continue;
                    }

                    var gain = Score(left) + Score(right) - parent;
                    if (gain > _options.MinGain + (parent * 1e-12) && gain > (best?.Gain ?? 0))
                    {
                        best = cut with { Gain = gain };
                    }
                }
            }
        }

        return best;
    }

    private (Node Left, Node Right) Part(Node node)
    {
        var left = node.Rows.Where(r => node.Best!.GoesLeft(_data.Features.Row(r))).ToList();
        return (new Node(left, node.Depth + 1), new Node([.. node.Rows.Except(left)], node.Depth + 1));
    }

    private sealed record Cut(int Column, float Threshold, bool MissingLeft, double Gain)
    {
        public bool GoesLeft(ReadOnlySpan<float> row) => float.IsNaN(row[Column]) ? MissingLeft : row[Column] <= Threshold;
    }

    private sealed class Node(List<int> rows, int depth)
    {
        public List<int> Rows { get; } = rows;

        public int Depth { get; } = depth;

        public Cut? Best { get; set; }
    }
}
