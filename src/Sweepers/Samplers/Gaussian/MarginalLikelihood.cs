namespace MLNetTuning.Sweepers.Samplers.Gaussian;

/// <summary>
/// The negative logarithm of the marginal likelihood with priors on the settings, and its gradient by their logarithms. Rasmussen, Williams 2006,
/// eq. 5.8 and 5.9; the priors are Optuna's: 0.1 / w + 0.1 w for a weight, Gamma(2, 1) for the scale, Gamma(1.1, 30) for the noise.
/// </summary>
internal sealed class MarginalLikelihood
{
    private readonly int _size;
    private readonly int _dimensions;
    private readonly double[] _targets;
    private readonly double[][] _squared;
    private readonly double[] _distance;
    private readonly double[] _slopes;
    private readonly double[] _matrix;

    public MarginalLikelihood(IReadOnlyList<double[]> points, double[] targets, DistanceRule distance)
    {
        _size = points.Count;
        _dimensions = distance.Dimensions;
        _targets = targets;
        _squared = [.. Enumerable.Range(0, _dimensions).Select(d => Pairs(points, (a, b) => distance.Squared(d, a[d], b[d])))];
        _distance = new double[_size * (_size - 1) / 2];
        _slopes = new double[_distance.Length];
        _matrix = new double[_size * _size];
    }

    /// <summary>The objective at settings given by their logarithms; null where the matrix is numerically singular.</summary>
    public (double Value, double[] Gradient)? Evaluate(IReadOnlyList<double> logs)
    {
        var settings = KernelSettings.FromLogs(logs);
        Fill(settings);
        if (CholeskyFactor.TryFactor(_matrix, _size) is not { } factor)
        {
            return null;
        }

        var alpha = factor.Solve(_targets);
        var gradient = new double[_dimensions + 2];
        double value = 0.5 * (Rows.Dot(_targets, alpha) + factor.LogDeterminant) + AddPriors(settings, gradient);
        AddLikelihoodGradient(settings, factor.Inverse(), alpha, gradient);
        return (value, gradient);
    }

    // The matrix is filled below the diagonal only; pairs (i, j) with j < i lie row after row.
    private void Fill(KernelSettings settings)
    {
        Array.Clear(_distance);
        for (int d = 0; d < _dimensions; d++)
        {
            Rows.AddScaled(_distance, settings.Weights[d], _squared[d]);
        }

        for (int i = 0, pair = 0; i < _size; i++)
        {
            for (int j = 0; j < i; j++, pair++)
            {
                var (value, slope) = Matern.WithSlope(_distance[pair]);
                _matrix[i * _size + j] = settings.Scale * value;
                _slopes[pair] = settings.Scale * slope;
            }

            _matrix[i * _size + i] = settings.Scale + settings.Noise;
        }
    }

    private static double AddPriors(KernelSettings settings, double[] gradient)
    {
        double value = 0;
        for (int d = 0; d < settings.Weights.Length; d++)
        {
            double w = settings.Weights[d];
            value += 0.1 / w + 0.1 * w;
            gradient[d] += -0.1 / w + 0.1 * w;
        }

        value += settings.Scale - Math.Log(settings.Scale);
        gradient[^2] += settings.Scale - 1;
        value += 30 * settings.Noise - 0.1 * Math.Log(settings.Noise);
        gradient[^1] += (30 - 0.1 / settings.Noise) * (settings.Noise - GpDefaults.LeastNoise);
        return value;
    }

    // 0.5 tr((K^-1 - alpha alphaᵀ) dK), the pairs off the diagonal counted twice.
    private void AddLikelihoodGradient(KernelSettings settings, double[] inverse, double[] alpha, double[] gradient)
    {
        double trace = 0, scale = 0;
        for (int i = 0, pair = 0; i < _size; i++)
        {
            for (int j = 0; j < i; j++, pair++)
            {
                double weight = inverse[i * _size + j] - alpha[i] * alpha[j];
                scale += weight * settings.Scale * Matern.Value(_distance[pair]);
                _slopes[pair] *= weight;
            }

            trace += inverse[i * _size + i] - alpha[i] * alpha[i];
        }

        for (int d = 0; d < _dimensions; d++)
        {
            gradient[d] += settings.Weights[d] * Rows.Dot(_slopes, _squared[d]);
        }

        gradient[^2] += scale + 0.5 * settings.Scale * trace;
        gradient[^1] += 0.5 * trace * (settings.Noise - GpDefaults.LeastNoise);
    }

    private static double[] Pairs(IReadOnlyList<double[]> points, Func<double[], double[], double> squared)
    {
        var pairs = new double[points.Count * (points.Count - 1) / 2];
        for (int i = 0, pair = 0; i < points.Count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                pairs[pair++] = squared(points[i], points[j]);
            }
        }

        return pairs;
    }
}
