using MLNetTuning.Trainers.Linear.Kernels;

namespace MLNetTuning.Trainers.Linear.Solving;

/// <summary>
/// Minimises a loss of one score with an L1 penalty: the penalty stays exact beside a quadratic model of the rest, whose minimum coordinate descent
/// finds; the step is shortened where the model was too bold.
/// </summary>
/// <remarks>G.-X. Yuan, C.-H. Ho and C.-J. Lin, "An improved GLMNET for L1-regularized logistic regression", 2012; J. Lee, Y. Sun and M. Saunders, 2014.</remarks>
internal sealed class ProximalNewton(IDifferentiable function, SampledHessian hessian, ColumnMoments moments, LinearOptions options)
{
    private const int MostSweeps = 500;
    private const int MostHalvings = 20;
    private const double Armijo = 1e-4;
    private const double Left = 0.1;
    private const double Noise = 1e-9;
    private const double Floor = 1e-7;
    private const double Rare = 0.25;

    private readonly double[] _gradient = new double[hessian.Size];
    private readonly double[] _trialGradient = new double[hessian.Size];
    private readonly double[] _trial = new double[hessian.Size];
    private readonly double[] _step = new double[hessian.Size];
    private readonly double[] _pull = new double[hessian.Size];

    /// <summary>Iterations done.</summary>
    public int Iterations { get; private set; }

    /// <summary>Whether the function refused to go on before the end was reached.</summary>
    public bool EndedEarly { get; private set; }

    /// <summary>Runs to the end and gives the best point; where the function throws that it was cancelled, and <paramref name="cancellation"/> was not, the best so far.</summary>
    /// <param name="point">The first point; changed.</param>
    /// <param name="cancellation">Stops between blocks of rows.</param>
    public double[] Minimize(double[] point, CancellationToken cancellation)
    {
        try
        {
            Descend(point, cancellation);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            EndedEarly = true;
        }

        return point;
    }

    private void Descend(double[] point, CancellationToken cancellation)
    {
        var value = function.Evaluate(point, _gradient, cancellation) + Penalty(point);
        while (Iterations < options.MaxIterations)
        {
            var (slope, fall) = Model(point, Square(hessian.At(point, cancellation)));
            if (fall <= Math.Max(options.Tolerance * Left, double.Epsilon) * Math.Abs(value))
            {
                break;
            }

            var next = Search(point, value, slope, cancellation);
            if (double.IsNaN(next))
            {
                break;
            }

            value = next;
            Iterations++;
        }
    }

    private double Penalty(double[] point)
    {
        double sum = 0;
        for (var j = 0; j < point.Length - 1; j++)
        {
            sum += Math.Abs(point[j]);
        }

        return options.L1 * sum;
    }

    // The whole of the lower triangle, with the penalty and constant columns held fast.
    private double[] Square(double[] lower)
    {
        var size = hessian.Size;
        var square = new double[size * size];
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                square[(i * size) + j] = square[(j * size) + i] = lower[(i * hessian.Stride) + j];
            }
        }

        // What a column varies by is known from all rows: one that is rare in the sample must not seem flat.
        var curvature = square[^1] / moments.TotalWeight;
        for (var i = 0; i < size; i++)
        {
            ref var diagonal = ref square[(i * size) + i];
            if (i < size - 1)
            {
                var expected = curvature * moments.SquaredDeviations[i];
                diagonal = (hessian.IsSampled && diagonal < Rare * expected ? expected : diagonal) + options.L2;
            }

            diagonal *= 1 + Floor;
            diagonal = diagonal > 0 && (i == size - 1 || moments.SquaredDeviations[i] > 0) ? diagonal : double.PositiveInfinity;
        }

        return square;
    }

    // Coordinate descent on g.d + d'Hd/2 + L1 |w + d|. Gives the slope the step promises and by how much the model falls.
    private (double Slope, double Fall) Model(double[] point, double[] square)
    {
        var size = point.Length;
        Array.Clear(_step);
        Array.Clear(_pull);
        var largest = double.PositiveInfinity;
        double first = 0;
        for (var sweep = 0; sweep < MostSweeps && largest > 1e-12 * first; sweep++)
        {
            largest = 0;
            for (var j = 0; j < size; j++)
            {
                var diagonal = square[(j * size) + j];
                if (double.IsInfinity(diagonal))
                {
                    continue;
                }

                var at = point[j] + _step[j];
                var free = at - ((_gradient[j] + _pull[j]) / diagonal);
                var cut = j == size - 1 ? 0 : options.L1 / diagonal;
                var change = (Math.Sign(free) * Math.Max(0, Math.Abs(free) - cut)) - at;
                if (change != 0)
                {
                    _step[j] = at + change == 0 ? -point[j] : _step[j] + change;
                    VectorKernel.AddScaled(_pull, change, square.AsSpan(j * size, size));
                    largest = Math.Max(largest, change * change * diagonal);
                }
            }

            first = Math.Max(first, largest);
        }

        var slope = VectorKernel.Dot(_gradient, _step) + Difference(point, 1);
        return (slope, -slope - (VectorKernel.Dot(_pull, _step) / 2));
    }

    // What the penalty changes by over a share of the step.
    private double Difference(double[] point, double share)
    {
        double sum = 0;
        for (var j = 0; j < point.Length - 1; j++)
        {
            sum += Math.Abs(point[j] + (share * _step[j])) - Math.Abs(point[j]);
        }

        return options.L1 * sum;
    }

    // Takes the longest of the halved steps that falls enough; NaN when values no longer tell.
    private double Search(double[] point, double value, double slope, CancellationToken cancellation)
    {
        var share = 1.0;
        for (var halving = 0; halving < MostHalvings; halving++, share /= 2)
        {
            for (var j = 0; j < point.Length; j++)
            {
                _trial[j] = point[j] + (share * _step[j]);
            }

            var next = function.Evaluate(_trial, _trialGradient, cancellation) + Penalty(_trial);
            if (next <= value + (Armijo * share * slope))
            {
                _trial.CopyTo(point, 0);
                _trialGradient.CopyTo(_gradient, 0);
                return next;
            }

            if (Math.Abs(next - value) <= Noise * Math.Abs(value))
            {
                return double.NaN;
            }
        }

        return double.NaN;
    }
}
