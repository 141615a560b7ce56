using MLNetTuning.Trainers.Linear.Kernels;

namespace MLNetTuning.Trainers.Linear.Solving;

/// <summary>The last steps of a minimisation and what they did to the gradient; an approximate inverse Hessian.</summary>
internal sealed class StepMemory(int capacity, int length)
{
    // A step whose curvature is lost in rounding would spoil the approximation.
    private const double SmallestCurvature = 1e-12;

    private readonly List<(double[] Step, double[] Change, double Inverse)> _pairs = [];
    private readonly double[] _alphas = new double[capacity];
    private readonly double[] _scratch = new double[length];

    /// <summary>Whether nothing is remembered.</summary>
    public bool IsEmpty => _pairs.Count == 0;

    public void Clear() => _pairs.Clear();

    /// <summary>Remembers a step.</summary>
    public void Add(double[] from, double[] to, double[] gradientFrom, double[] gradientTo)
    {
        var full = _pairs.Count == capacity;
        var (step, change) = full ? (_pairs[0].Step, _pairs[0].Change) : (new double[length], new double[length]);
        if (full)
        {
            _pairs.RemoveAt(0);
        }

        for (var i = 0; i < length; i++)
        {
            step[i] = to[i] - from[i];
            change[i] = gradientTo[i] - gradientFrom[i];
        }

        var curvature = VectorKernel.Dot(step, change);
        if (curvature > SmallestCurvature * Math.Sqrt(VectorKernel.Dot(step, step) * VectorKernel.Dot(change, change)))
        {
            _pairs.Add((step, change, 1 / curvature));
        }
    }

    /// <summary>Multiplies the approximate inverse Hessian with a vector (the two-loop recursion).</summary>
    /// <param name="vector">What to multiply.</param>
    /// <param name="first">What the approximation starts from.</param>
    /// <param name="result">Receives the product.</param>
    public void Multiply(double[] vector, Preconditioner first, double[] result)
    {
        vector.CopyTo(result, 0);
        for (var m = _pairs.Count - 1; m >= 0; m--)
        {
            var (step, change, inverse) = _pairs[m];
            _alphas[m] = inverse * VectorKernel.Dot(step, result);
            VectorKernel.AddScaled(result, -_alphas[m], change);
        }

        first.Apply(result);
        var factor = Factor(first);
        for (var i = 0; i < result.Length; i++)
        {
            result[i] *= factor;
        }

        for (var m = 0; m < _pairs.Count; m++)
        {
            var (step, change, inverse) = _pairs[m];
            VectorKernel.AddScaled(result, _alphas[m] - (inverse * VectorKernel.Dot(change, result)), step);
        }
    }

    // s'y / y'H y of the last step: how far the first approximation H is off.
    private double Factor(Preconditioner first)
    {
        if (_pairs.Count == 0)
        {
            return 1;
        }

        var (_, change, inverse) = _pairs[^1];
        change.CopyTo(_scratch, 0);
        first.Apply(_scratch);
        return 1 / (inverse * VectorKernel.Dot(change, _scratch));
    }
}
