using MLNetTuning.Trainers.Linear.Solving;
using MLNetTuning.Trainers.Numerics;

namespace MLNetTuning.Trainers.Linear.Sdca;

/// <summary>Passes over the rows, improving one row's dual at a time, until the duality gap is small.</summary>
internal sealed class DualAscent
{
    private const int CheckRows = 256;

    private readonly LinearRows _data;
    private readonly IDualLoss _loss;
    private readonly double _l2;
    private readonly float _threshold;
    private readonly int _columns;
    private readonly float[] _sums;
    private readonly float[] _weights;
    private readonly float[] _biases;
    private readonly float[] _biasSums;
    private readonly float[] _squares;

    public DualAscent(LinearRows data, IDualLoss loss, double l2, double threshold)
    {
        _data = data;
        _loss = loss;
        _l2 = l2;
        _threshold = (float)threshold;
        _columns = data.Columns;
        _weights = new float[_columns * loss.Outputs];
        _biases = new float[loss.Outputs];

        // Without a threshold, weights are the weighted sums of the rows themselves.
        _sums = threshold == 0 ? _weights : new float[_weights.Length];
        _biasSums = threshold == 0 ? _biases : new float[_biases.Length];
        _squares = new float[data.Count];
        for (var i = 0; i < data.Count; i++)
        {
            _squares[i] = data.Square(i) + 1;
        }
    }

    /// <summary>Runs to the end and gives the best weights seen at the end of a pass.</summary>
    public LinearModel Run(SdcaOptions options, int passes, CancellationToken cancellation)
    {
        var order = Enumerable.Range(0, _data.Count).ToArray();
        var random = new HashRandom((ulong)(uint)options.Seed, 0x5D);
        var best = double.PositiveInfinity;
        var model = new LinearModel(_columns, new float[_weights.Length], new float[_biases.Length]);
        for (var pass = 1; pass <= passes; pass++)
        {
            for (var i = order.Length - 1; i > 0 && options.Shuffle; i--)
            {
                var j = random.Next(i + 1);
                (order[i], order[j]) = (order[j], order[i]);
            }

            Pass(order, cancellation);
            var (primal, dual) = Objectives(cancellation);
            if (primal < best)
            {
                best = primal;
                model = new LinearModel(_columns, (float[])_weights.Clone(), (float[])_biases.Clone()) { Iterations = pass, Link = options.Loss switch { SdcaLoss.Logistic => ScoreLink.Logistic, SdcaLoss.Softmax => ScoreLink.Softmax, _ => ScoreLink.Identity } };
            }

            if (primal - dual <= options.Tolerance * primal)
            {
                break;
            }
        }

        return model;
    }

    private void Pass(int[] order, CancellationToken cancellation)
    {
        Span<float> scores = stackalloc float[_biases.Length];
        Span<float> change = stackalloc float[_biases.Length];
        for (var i = 0; i < order.Length; i++)
        {
            if (i % CheckRows == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            var row = order[i];
            var scale = Weight(row) / (_l2 * _data.Count);
            if (scale == 0)
            {
                continue;
            }

            Score(row, scores);
            _loss.Update(row, scores, scale * _squares[row], change);
            for (var k = 0; k < change.Length; k++)
            {
                if (change[k] != 0)
                {
                    Move(k, (float)(scale * change[k]), row);
                }
            }
        }
    }

    private void Score(int row, Span<float> scores)
    {
        for (var k = 0; k < scores.Length; k++)
        {
            scores[k] = _data.Dot(row, _weights.AsSpan(k * _columns, _columns)) + _biases[k];
        }
    }

    private void Move(int output, float factor, int row)
    {
        _data.Add(row, factor, _sums.AsSpan(output * _columns, _columns), _weights.AsSpan(output * _columns, _columns), _threshold);
        _biasSums[output] += factor;
        if (_threshold > 0)
        {
            _biases[output] = Cut(_biasSums[output]);
        }
    }

    private float Cut(float sum) => MathF.CopySign(MathF.Max(0, MathF.Abs(sum) - _threshold), sum);

    private (double Primal, double Dual) Objectives(CancellationToken cancellation)
    {
        Span<float> scores = stackalloc float[_biases.Length];
        double primal = 0, dual = 0;
        for (var i = 0; i < _data.Count; i++)
        {
            if (i % CheckRows == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            var weight = Weight(i);
            if (weight > 0)
            {
                Score(i, scores);
                primal += weight * _loss.Primal(i, scores);
                dual += weight * _loss.Dual(i);
            }
        }

        double square = 0, absolute = 0;
        foreach (var weight in _weights.Concat(_biases))
        {
            square += (double)weight * weight;
            absolute += Math.Abs(weight);
        }

        // At w = cut(v) the conjugate of the penalty is L2/2 |w|^2.
        var penalty = _l2 / 2 * square;
        return ((primal / _data.Count) + penalty + (_l2 * _threshold * absolute), (dual / _data.Count) - penalty);
    }

    private double Weight(int row) => _data.Weight(row);
}
