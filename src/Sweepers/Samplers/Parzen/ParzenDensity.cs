using MLNetTuning.Sweepers.Samplers.Models;
using MLNetTuning.Sweepers.Spaces;

namespace MLNetTuning.Sweepers.Samplers.Parzen;

/// <summary>A Parzen density over a space: of each parameter by itself, or of all together.</summary>
internal sealed class ParzenDensity
{
    private readonly Kernels _kernels;
    private readonly ParzenAxis[] _axes;
    private readonly bool _joint;
    private readonly double[] _logWeights;
    private readonly double[] _sums;

    public ParzenDensity(IReadOnlyList<Dimension> dimensions, Kernels kernels, bool joint)
    {
        _kernels = kernels;
        _joint = joint;
        _axes = [.. dimensions.Select((d, i) => ParzenAxis.Of(d, kernels, i))];
        double total = Math.Log(kernels.Weights.Sum());
        _logWeights = [.. kernels.Weights.Select(w => Math.Log(w) - total)];
        _sums = new double[_logWeights.Length];
    }

    /// <summary>A point drawn from the density; NaN where a parameter is inactive.</summary>
    public double[] Sample(SearchSpace space, SeededRandom random)
    {
        var point = new double[_axes.Length];
        Array.Fill(point, double.NaN);
        int shared = _joint ? PickAny(random) : 0;
        space.Visit((parameter, d) =>
        {
            int kernel = _joint ? shared : PickActive(d, random);
            point[d] = _axes[d].Sample(kernel, random);
            return point[d];
        });
        return point;
    }

    /// <summary>The logarithm of the density at a point, inactive parameters left out.</summary>
    public double Log(double[] point)
    {
        if (!_joint)
        {
            double log = 0;
            for (int d = 0; d < point.Length; d++)
            {
                log += double.IsNaN(point[d]) ? 0 : _axes[d].LogMixture(point[d]);
            }

            return log;
        }

        _logWeights.CopyTo(_sums, 0);
        for (int d = 0; d < point.Length; d++)
        {
            if (!double.IsNaN(point[d]))
            {
                _axes[d].AddLogs(point[d], _sums);
            }
        }

        return LogSum(_sums);
    }

    private static double LogSum(double[] logs)
    {
        double largest = logs.Max(), sum = 0;
        foreach (double log in logs)
        {
            // Below this a term changes no digit of the sum.
            sum += log > largest - 40 ? Math.Exp(log - largest) : 0;
        }

        return largest + Math.Log(sum);
    }

    private int PickAny(SeededRandom random)
    {
        double left = random.NextDouble() * _kernels.Weights.Sum();
        for (int kernel = 0; kernel < _kernels.Prior; kernel++)
        {
            left -= _kernels.Weights[kernel];
            if (left < 0)
            {
                return kernel;
            }
        }

        return _kernels.Prior;
    }

    private int PickActive(int dimension, SeededRandom random)
    {
        double left = random.NextDouble() * (_kernels.Along[dimension].Sum(k => _kernels.Weights[k]) + _kernels.Weights[_kernels.Prior]);
        foreach (int kernel in _kernels.Along[dimension])
        {
            left -= _kernels.Weights[kernel];
            if (left < 0)
            {
                return kernel;
            }
        }

        return _kernels.Prior;
    }
}
