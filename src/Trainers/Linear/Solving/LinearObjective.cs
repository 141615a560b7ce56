using MLNetTuning.Trainers.Linear.Kernels;
using MLNetTuning.Trainers.Numerics;

namespace MLNetTuning.Trainers.Linear.Solving;

/// <summary>The sum of losses of linear scores plus L2/2 x |w|^2, over weights (output by output) and then biases.</summary>
/// <remarks>
/// Features are thought of as centred: the bias is the score at the mean row. That changes no weight, as biases are not penalised, but
/// frees the solver from the pull between weights and bias.
/// </remarks>
internal sealed class LinearObjective : IDifferentiable
{
    private const int Block = 256;

    private readonly LinearRows _rows;
    private readonly ILinearLoss _loss;
    private readonly ColumnMoments _moments;
    private readonly double _l2;
    private readonly Func<bool>? _isOver;
    private readonly LinearWorker[] _workers;
    private readonly float[] _weights;
    private readonly float[] _offsets;

    public LinearObjective(LinearRows rows, ILinearLoss loss, ColumnMoments moments, LinearOptions options)
    {
        _rows = rows;
        _loss = loss;
        _moments = moments;
        (_l2, _isOver) = (options.L2, options.IsOver);
        _weights = new float[rows.Columns * loss.Outputs];
        _offsets = new float[loss.Outputs];
        var parts = Math.Max(1, Math.Min(options.Threads, (rows.Count + Block - 1) / Block));
        _workers = new LinearWorker[parts];
        for (var p = 0; p < parts; p++)
        {
            _workers[p] = new LinearWorker(rows, loss, Block);
        }
    }

    public int Length => _weights.Length + _offsets.Length;

    /// <summary>About the second derivative by each number.</summary>
    public double[] Scale()
    {
        var scale = new double[Length];
        var columns = _rows.Columns;
        for (var i = 0; i < scale.Length; i++)
        {
            var spread = i < _weights.Length ? _moments.SquaredDeviations[i % columns] : _moments.TotalWeight;
            var second = (_loss.TypicalCurvature * spread) + (i < _weights.Length ? _l2 : 0);
            scale[i] = second > 0 ? second : 1;
        }

        return scale;
    }

    public double Evaluate(ReadOnlySpan<double> point, Span<double> gradient, CancellationToken cancellation)
    {
        Resolve(point);
        var blocks = (_rows.Count + Block - 1) / Block;
        Work.For(_workers.Length, _workers.Length, p =>
        {
            var first = (int)((long)blocks * p / _workers.Length);
            var end = (int)((long)blocks * (p + 1) / _workers.Length);
            _workers[p].Run(_weights, _offsets, (first, end), _isOver, cancellation);
        });
        gradient.Clear();
        double sum = 0;
        foreach (var worker in _workers)
        {
            sum += worker.Sum;
            VectorKernel.AddScaled(gradient, 1, worker.Gradient);
        }

        return sum + Finish(point, gradient);
    }

    // Weights as floats, and what each score has beside its weighted sum: the bias at the mean less the mean's own sum.
    private void Resolve(ReadOnlySpan<double> point)
    {
        var columns = _rows.Columns;
        for (var k = 0; k < _offsets.Length; k++)
        {
            var offset = point[_weights.Length + k];
            for (var j = 0; j < columns; j++)
            {
                var weight = (float)point[(k * columns) + j];
                _weights[(k * columns) + j] = weight;
                offset -= weight * _moments.Means[j];
            }

            _offsets[k] = (float)offset;
        }
    }

    private double Finish(ReadOnlySpan<double> point, Span<double> gradient)
    {
        var columns = _rows.Columns;
        double penalty = 0;
        for (var i = 0; i < _weights.Length; i++)
        {
            var (k, j) = (i / columns, i % columns);
            var isConstant = _moments.SquaredDeviations[j] == 0;
            gradient[i] = isConstant ? 0 : gradient[i] - (_moments.Means[j] * gradient[_weights.Length + k]);
            gradient[i] += _l2 * point[i];
            penalty += point[i] * point[i];
        }

        return _l2 / 2 * penalty;
    }
}
