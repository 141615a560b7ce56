namespace MLNetTuning.Sweepers.Samplers.Gaussian;

/// <summary>A Gaussian process that has seen its data: the mean and variance it expects anywhere.</summary>
internal sealed class GaussianProcess
{
    private readonly IReadOnlyList<double[]> _points;
    private readonly DistanceRule _distance;
    private readonly KernelSettings _settings;
    private readonly CholeskyFactor _factor;
    private readonly double[] _alpha;

    private GaussianProcess(IReadOnlyList<double[]> points, DistanceRule distance, KernelSettings settings, CholeskyFactor factor, double[] alpha)
    {
        _points = points;
        _distance = distance;
        _settings = settings;
        _factor = factor;
        _alpha = alpha;
    }

    /// <summary>A process with these settings; where rounding makes the matrix singular the noise is raised until it is not.</summary>
    public static GaussianProcess Of(IReadOnlyList<double[]> points, double[] targets, DistanceRule distance, KernelSettings settings)
    {
        while (true)
        {
            var matrix = new double[points.Count * points.Count];
            for (int i = 0; i < points.Count; i++)
            {
                for (int j = 0; j < i; j++)
                {
                    matrix[i * points.Count + j] = settings.Scale * Matern.Value(Squared(distance, settings, points[i], points[j]));
                }

                matrix[i * points.Count + i] = settings.Scale + settings.Noise;
            }

            if (CholeskyFactor.TryFactor(matrix, points.Count) is { } factor)
            {
                return new(points, distance, settings, factor, factor.Solve(targets));
            }

            settings = settings with { Noise = 10 * settings.Noise };
        }
    }

    /// <summary>Mean and standard deviation at each point.</summary>
    public (double Mean, double Deviation)[] Predict(IReadOnlyList<double[]> at)
    {
        int count = at.Count;
        var cross = new double[_points.Count * count];
        var means = new double[count];
        var distances = new double[count];
        for (int i = 0; i < _points.Count; i++)
        {
            Array.Clear(distances);
            for (int d = 0; d < _distance.Dimensions; d++)
            {
                double own = _points[i][d], weight = _settings.Weights[d];
                for (int c = 0; c < count; c++)
                {
                    distances[c] += weight * _distance.Squared(d, own, at[c][d]);
                }
            }

            var row = cross.AsSpan(i * count, count);
            for (int c = 0; c < count; c++)
            {
                row[c] = _settings.Scale * Matern.Value(distances[c]);
            }

            Rows.AddScaled(means, _alpha[i], row);
        }

        _factor.SolveLower(cross, count);
        var known = new double[count];
        for (int i = 0; i < _points.Count; i++)
        {
            for (int c = 0; c < count; c++)
            {
                known[c] += cross[i * count + c] * cross[i * count + c];
            }
        }

        return [.. means.Zip(known, (mean, part) => (mean, Math.Sqrt(Math.Max(_settings.Scale - part, 1e-12))))];
    }

    private static double Squared(DistanceRule distance, KernelSettings settings, double[] a, double[] b)
    {
        double sum = 0;
        for (int d = 0; d < a.Length; d++)
        {
            sum += settings.Weights[d] * distance.Squared(d, a[d], b[d]);
        }

        return sum;
    }
}
