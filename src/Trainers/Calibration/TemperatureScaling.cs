using MLNetTuning.Trainers.Metrics;

namespace MLNetTuning.Trainers.Calibration;

/// <summary>Makes probabilities more or less sure by one number: p is proportional to p to the power 1 / T.</summary>
/// <remarks>C. Guo, G. Pleiss, Y. Sun and K. Weinberger, "On calibration of modern neural networks", ICML 2017. The order of the classes never changes.</remarks>
public static class TemperatureScaling
{
    /// <summary>The lowest temperature tried.</summary>
    public const double Lowest = 0.05;

    /// <summary>The highest temperature tried.</summary>
    public const double Highest = 20;

    private const double LowestProbability = 1e-7;
    private const int Steps = 60;

    /// <summary>The temperature with the lowest log loss on rows that were not trained on.</summary>
    /// <param name="probabilities">Rows x 1 probabilities of class 1 (binary), or rows x classes.</param>
    /// <param name="labels">The class number of each row.</param>
    /// <param name="weights">Row weights of 0 or more, or empty for all 1.</param>
    /// <exception cref="ArgumentException">Lengths differ, there are no rows, or a label is no class.</exception>
    public static double Fit(FloatMatrix probabilities, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights = default)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        MetricInput.CheckLengths(probabilities.Rows, labels.Length, weights.Length);

        var logs = Logarithms(probabilities);

        // The loss is convex in 1 / T, so it has one lowest point, which golden sections of ln T close in on.
        var (low, high) = (Math.Log(Lowest), Math.Log(Highest));
        var golden = (Math.Sqrt(5) - 1) / 2;
        var (left, right) = (high - (golden * (high - low)), low + (golden * (high - low)));
        var (leftLoss, rightLoss) = (Loss(logs, labels, weights, Math.Exp(left)), Loss(logs, labels, weights, Math.Exp(right)));
        for (var step = 0; step < Steps && high - low > 1e-4; step++)
        {
            if (leftLoss <= rightLoss)
            {
                (high, right, rightLoss) = (right, left, leftLoss);
                left = high - (golden * (high - low));
                leftLoss = Loss(logs, labels, weights, Math.Exp(left));
            }
            else
            {
                (low, left, leftLoss) = (left, right, rightLoss);
                right = low + (golden * (high - low));
                rightLoss = Loss(logs, labels, weights, Math.Exp(right));
            }
        }

        return Math.Exp((low + high) / 2);
    }

    /// <summary>Puts a temperature on probabilities.</summary>
    /// <param name="probabilities">Rows x 1 probabilities of class 1 (binary), or rows x classes.</param>
    /// <param name="temperature">Above 0.</param>
    /// <returns>New probabilities of the same size.</returns>
    public static FloatMatrix Apply(FloatMatrix probabilities, double temperature)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        if (!(temperature > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(temperature), temperature, "A temperature is above 0.");
        }

        var result = new FloatMatrix(probabilities.Rows, probabilities.Columns);
        Span<double> logs = new double[Math.Max(2, probabilities.Columns)];
        for (var row = 0; row < probabilities.Rows; row++)
        {
            var sum = LogSum(probabilities.Row(row), temperature, logs);
            var into = result.Row(row);
            for (var k = 0; k < into.Length; k++)
            {
                into[k] = (float)Math.Exp(logs[into.Length == 1 ? 1 : k] - sum);
            }
        }

        return result;
    }

    private static double Loss(FloatMatrix logs, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights, double temperature)
    {
        var (loss, total) = (0.0, 0.0);
        for (var row = 0; row < labels.Length; row++)
        {
            var values = logs.Row(row);
            var (max, sum) = (float.NegativeInfinity, 0.0);
            foreach (var value in values)
            {
                max = Math.Max(max, value);
            }

            foreach (var value in values)
            {
                sum += Math.Exp((value - (double)max) / temperature);
            }

            var weight = MetricInput.Weight(weights, row);
            loss += weight * (Math.Log(sum) + ((max - (double)values[MetricInput.Class(labels, row, values.Length)]) / temperature));
            total += weight;
        }

        return loss / total;
    }

    /// <summary>ln p of each class, both classes for binary: taken once, as the search reads them some fifty times.</summary>
    private static FloatMatrix Logarithms(FloatMatrix probabilities)
    {
        var logs = new FloatMatrix(probabilities.Rows, Math.Max(2, probabilities.Columns));
        Span<double> row = new double[logs.Columns];
        for (var i = 0; i < logs.Rows; i++)
        {
            LogSum(probabilities.Row(i), 1, row);
            for (var k = 0; k < row.Length; k++)
            {
                logs.Row(i)[k] = (float)row[k];
            }
        }

        return logs;
    }

    /// <summary>Writes ln p / T of each class, both classes for binary, and gives the logarithm of the sum of their exponentials.</summary>
    private static double LogSum(ReadOnlySpan<float> row, double temperature, Span<double> logs)
    {
        if (row.Length == 1)
        {
            var p = Math.Clamp((double)row[0], LowestProbability, 1 - LowestProbability);
            (logs[0], logs[1]) = (Math.Log(1 - p) / temperature, Math.Log(p) / temperature);
        }
        else
        {
            for (var k = 0; k < row.Length; k++)
            {
                logs[k] = Math.Log(Math.Max(row[k], LowestProbability)) / temperature;
            }
        }

        var (max, sum) = (double.NegativeInfinity, 0.0);
        foreach (var value in logs)
        {
            max = Math.Max(max, value);
        }

        foreach (var value in logs)
        {
            sum += Math.Exp(value - max);
        }

        return max + Math.Log(sum);
    }
}
