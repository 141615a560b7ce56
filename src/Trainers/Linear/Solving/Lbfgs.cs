using MLNetTuning.Trainers.Linear.Kernels;

namespace MLNetTuning.Trainers.Linear.Solving;

/// <summary>Minimises a smooth function plus an L1 penalty from memory of its last steps.</summary>
/// <remarks>
/// D. Liu and J. Nocedal, "On the limited memory BFGS method", 1989; with an L1 penalty G. Andrew and J. Gao, "Scalable training of
/// L1-regularized log-linear models" (OWL-QN), 2007; step lengths by weak Wolfe bisection, A. Lewis and M. Overton, 2013.
/// </remarks>
internal sealed class Lbfgs
{
    private const double Armijo = 1e-4;
    private const double Curvature = 0.9;
    private const int MostTrials = 40;
    private const int Window = 5;

    // Sums of as many floats are not known better than to this share.
    private const double Noise = 1e-8;

    // The share of the tolerance that may be left when it is known rather than guessed from the falls before.
    private const double Left = 0.1;

    private readonly IDifferentiable _function;
    private readonly double[] _l1;
    private readonly Preconditioner _start;
    private readonly StepMemory _memory;
    private readonly LinearOptions _options;
    private readonly bool _hasL1;
    private readonly double[] _point;
    private readonly double[] _gradient;
    private readonly double[] _direction;
    private readonly double[] _trial;
    private readonly double[] _trialGradient;

    /// <summary>Prepares a minimisation from 0.</summary>
    /// <param name="function">The smooth part.</param>
    /// <param name="l1">The L1 penalty of each number.</param>
    /// <param name="first">The inverse Hessian that steps start from.</param>
    /// <param name="start">The first point; changed.</param>
    /// <param name="options">When to end and how much to remember.</param>
    public Lbfgs(IDifferentiable function, double[] l1, Preconditioner first, double[] start, LinearOptions options)
    {
        _function = function;
        _l1 = l1;
        _start = first;
        _options = options;
        _hasL1 = Array.Exists(l1, x => x > 0);
        _point = start;
        _memory = new StepMemory(options.MemorySize, function.Length);
        _gradient = new double[function.Length];
        _direction = new double[function.Length];
        _trial = new double[function.Length];
        _trialGradient = new double[function.Length];
    }

    /// <summary>Iterations done.</summary>
    public int Iterations { get; private set; }

    /// <summary>Whether the function refused to go on before the end was reached.</summary>
    public bool EndedEarly { get; private set; }

    /// <summary>Runs to the end and gives the best point; where the function throws that it was cancelled, and <paramref name="cancellation"/> was not, the best so far.</summary>
    /// <param name="cancellation">Stops within an evaluation.</param>
    public double[] Minimize(CancellationToken cancellation)
    {
        try
        {
            Descend(cancellation);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // Points are taken whole: the last one taken is the best.
            EndedEarly = true;
        }

        return _point;
    }

    private void Descend(CancellationToken cancellation)
    {
        var value = _function.Evaluate(_point, _gradient, cancellation) + Penalty(_point);
        var history = new Queue<double>();
        history.Enqueue(value);
        var slopes = new double[_point.Length];
        while (Iterations < _options.MaxIterations)
        {
            PseudoGradient(slopes);
            if (VectorKernel.Dot(slopes, slopes) == 0 || !Direct(slopes) || IsDone(value, slopes))
            {
                break;
            }

            var next = Search(value, slopes, cancellation);
            if (!(next < value) && _hasL1 && !_memory.IsEmpty)
            {
                // Steps across kinks spoil the memory: without it there may be a way on.
                _memory.Clear();
                continue;
            }

            if (!(next < value))
            {
                break;
            }

            value = next;
            Iterations++;
            history.Enqueue(value);
            if (history.Count > Window && (history.Dequeue() - value) / Window <= _options.Tolerance * Math.Abs(value))
            {
                break;
            }
        }
    }

    // Where the first Hessian is a good one, half the slope along the step is what is left to gain.
    private bool IsDone(double value, double[] slopes)
        => _start.KnowsPairs && !_hasL1 && -VectorKernel.Dot(_direction, slopes) / 2 <= _options.Tolerance * Left * Math.Abs(value);

    private double Penalty(ReadOnlySpan<double> point)
    {
        double sum = 0;
        for (var i = 0; _hasL1 && i < point.Length; i++)
        {
            sum += _l1[i] * Math.Abs(point[i]);
        }

        return sum;
    }

    // Where |w| has a kink the steepest of its slopes counts, and none when 0 lies between them (Andrew and Gao, equation 4).
    private void PseudoGradient(double[] slopes)
    {
        for (var i = 0; i < slopes.Length; i++)
        {
            var (gradient, penalty) = (_gradient[i], _l1[i]);
            slopes[i] = _point[i] != 0 || penalty == 0
                ? gradient + (penalty * Math.Sign(_point[i]))
                : gradient + penalty < 0 ? gradient + penalty : gradient - penalty > 0 ? gradient - penalty : 0;
        }
    }

    private bool Direct(double[] slopes)
    {
        _memory.Multiply(slopes, _start, _direction);
        for (var i = 0; i < _direction.Length; i++)
        {
            // With L1 a number at 0 only moves against its own slope, so that the search stays in one orthant. Others may do as the rest asks.
            _direction[i] = _l1[i] > 0 && _point[i] == 0 && _direction[i] * slopes[i] <= 0 ? 0 : -_direction[i];
        }

        if (VectorKernel.Dot(_direction, slopes) < 0)
        {
            return true;
        }

        _memory.Clear();
        _memory.Multiply(slopes, _start, _direction);
        for (var i = 0; i < _direction.Length; i++)
        {
            _direction[i] = -_direction[i];
        }

        return VectorKernel.Dot(_direction, slopes) < 0;
    }

    // Finds a step that lowers the value enough and, without L1, is not too short; takes it. NaN when there is none.
    private double Search(double value, double[] slopes, CancellationToken cancellation)
    {
        var descent = VectorKernel.Dot(_direction, slopes);
        double step = 1, shortest = 0, longest = double.PositiveInfinity;
        for (var trial = 0; trial < MostTrials; trial++)
        {
            MoveTo(step, slopes);
            var smooth = _function.Evaluate(_trial, _trialGradient, cancellation);
            var next = smooth + Penalty(_trial);
            var fallsEnough = next <= value + (Armijo * Expected(step, descent, slopes));
            if (!fallsEnough && Math.Abs(next - value) <= Noise * Math.Abs(value))
            {
                // Values no longer tell; slopes do (W. Hager and H. Zhang, 2005), and where they do not either, this is the end.
                var slope = VectorKernel.Dot(_direction, _trialGradient);
                return !_hasL1 && slope >= Curvature * descent && slope <= ((2 * Armijo) - 1) * descent ? Take(next) : double.NaN;
            }

            if (!fallsEnough)
            {
                longest = step;
            }
            else if (!_hasL1 && VectorKernel.Dot(_direction, _trialGradient) < Curvature * descent)
            {
                shortest = step;
            }
            else
            {
                return Take(next);
            }

            step = double.IsInfinity(longest) ? 2 * step : (shortest + longest) / 2;
        }

        if (shortest == 0)
        {
            return double.NaN;
        }

        // Rounding hides the curvature; the longest step known to lower the value is still progress.
        MoveTo(shortest, slopes);
        return Take(_function.Evaluate(_trial, _trialGradient, cancellation));
    }

    private void MoveTo(double step, double[] slopes)
    {
        for (var i = 0; i < _trial.Length; i++)
        {
            var moved = _point[i] + (step * _direction[i]);
            if (_hasL1 && _l1[i] > 0)
            {
                var orthant = _point[i] != 0 ? Math.Sign(_point[i]) : -Math.Sign(slopes[i]);
                moved = Math.Sign(moved) == orthant ? moved : 0;
            }

            _trial[i] = moved;
        }
    }

    private double Expected(double step, double descent, double[] slopes)
    {
        if (!_hasL1)
        {
            return step * descent;
        }

        double sum = 0;
        for (var i = 0; i < slopes.Length; i++)
        {
            sum += slopes[i] * (_trial[i] - _point[i]);
        }

        return sum;
    }

    private double Take(double value)
    {
        _memory.Add(_point, _trial, _gradient, _trialGradient);
        _trial.CopyTo(_point, 0);
        _trialGradient.CopyTo(_gradient, 0);
        return value;
    }
}
