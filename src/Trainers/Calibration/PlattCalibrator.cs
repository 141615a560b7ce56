namespace MLNetTuning.Trainers.Calibration;

/// <summary>Turns scores into probabilities by a fitted sigmoid, p = 1 / (1 + exp(Slope x score + Offset)).</summary>
/// <remarks>
/// J. Platt, "Probabilistic outputs for support vector machines", 1999, with the numerically safe Newton method of
/// H.-T. Lin, C.-J. Lin and R. Weng, "A note on Platt's probabilistic outputs for support vector machines", Machine Learning 68, 2007.
/// A score that rises with the chance of 1 gives a negative slope, as in ML.NET.
/// </remarks>
public sealed class PlattCalibrator
{
    private const int MaxIterations = 100;
    private const double Rounding = 1e-15;
    private const double SmallestStep = 1e-10;
    private const double SmallestGradient = 1e-9;
    private const double Ridge = 1e-12;

    /// <summary>Makes a calibrator of known parameters.</summary>
    /// <param name="slope">Finite factor of the score.</param>
    /// <param name="offset">Finite constant.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is not finite.</exception>
    public PlattCalibrator(double slope, double offset)
    {
        if (!double.IsFinite(slope))
        {
            throw new ArgumentOutOfRangeException(nameof(slope), slope, "The slope must be a finite number.");
        }

        if (!double.IsFinite(offset))
        {
            throw new ArgumentOutOfRangeException(nameof(offset), offset, "The offset must be a finite number.");
        }

        Slope = slope;
        Offset = offset;
    }

    /// <summary>The factor of the score; negative when higher scores mean more likely 1.</summary>
    public double Slope { get; }

    /// <summary>The constant added.</summary>
    public double Offset { get; }

    /// <summary>Fits slope and offset to scores of rows that were not trained on.</summary>
    /// <param name="scores">Finite scores, one per row.</param>
    /// <param name="labels">0 or 1 per row; both classes need not be there.</param>
    /// <param name="weights">Finite row weights of 0 or more, or empty for all 1.</param>
    /// <exception cref="ArgumentException">Lengths differ, there are no rows, a score is not finite or a label is not 0 or 1.</exception>
    public static PlattCalibrator Fit(ReadOnlySpan<float> scores, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights = default)
    {
        var (positives, negatives) = Count(scores, labels, weights);

        // Platt's targets are those of a uniform prior, so a perfect split of the classes still has a finite answer.
        var high = (positives + 1) / (positives + 2);
        var low = 1 / (negatives + 2);
        var fit = new PlattObjective(scores, labels, weights, high, low);
        double slope = 0, offset = Math.Log((negatives + 1) / (positives + 1));
        var value = fit.Value(slope, offset);
        for (var iteration = 0; iteration < MaxIterations; iteration++)
        {
            var d = fit.Derivatives(slope, offset);
            if (Math.Abs(d.GradientSlope) < SmallestGradient && Math.Abs(d.GradientOffset) < SmallestGradient)
            {
                break;
            }

            var determinant = ((d.SlopeSlope + Ridge) * (d.OffsetOffset + Ridge)) - (d.SlopeOffset * d.SlopeOffset);
            var stepSlope = -(((d.OffsetOffset + Ridge) * d.GradientSlope) - (d.SlopeOffset * d.GradientOffset)) / determinant;
            var stepOffset = -((-d.SlopeOffset * d.GradientSlope) + ((d.SlopeSlope + Ridge) * d.GradientOffset)) / determinant;
            var descent = (d.GradientSlope * stepSlope) + (d.GradientOffset * stepOffset);
            if (-descent <= Rounding * Math.Abs(value))
            {
                // Values no longer tell such steps apart.
                break;
            }

            var step = 1.0;
            for (; step >= SmallestStep; step /= 2)
            {
                var candidate = fit.Value(slope + (step * stepSlope), offset + (step * stepOffset));
                if (candidate < value + (1e-4 * step * descent))
                {
                    slope += step * stepSlope;
                    offset += step * stepOffset;
                    value = candidate;
                    break;
                }
            }

            if (step < SmallestStep)
            {
                break;
            }
        }

        return new PlattCalibrator(slope, offset);
    }

    /// <summary>The probability of 1 at a score.</summary>
    /// <param name="score">Any number; NaN gives NaN.</param>
    public float Probability(float score)
    {
        var z = (Slope * score) + Offset;
        return (float)(z >= 0 ? Math.Exp(-z) / (1 + Math.Exp(-z)) : 1 / (1 + Math.Exp(z)));
    }

    /// <summary>The probabilities of 1 of many scores.</summary>
    /// <param name="scores">One score per row.</param>
    /// <param name="probabilities">Receives one probability per row; at least as long as <paramref name="scores"/>.</param>
    /// <exception cref="ArgumentException"><paramref name="probabilities"/> is too short.</exception>
    public void Probabilities(ReadOnlySpan<float> scores, Span<float> probabilities)
    {
        if (probabilities.Length < scores.Length)
        {
            throw new ArgumentException($"There are {scores.Length} scores but room for {probabilities.Length} probabilities.", nameof(probabilities));
        }

        for (var i = 0; i < scores.Length; i++)
        {
            probabilities[i] = Probability(scores[i]);
        }
    }

    private static (double Positives, double Negatives) Count(ReadOnlySpan<float> scores, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights)
    {
        Metrics.MetricInput.CheckLengths(scores.Length, labels.Length, weights.Length);
        double positives = 0, negatives = 0;
        for (var i = 0; i < scores.Length; i++)
        {
            var weight = Metrics.MetricInput.Weight(weights, i);
            if (!float.IsFinite(scores[i]) || !double.IsFinite(weight) || weight < 0)
            {
                throw new ArgumentException(FormattableString.Invariant(
                    $"Row {i} has score {scores[i]} and weight {weight}; calibration needs finite scores and finite weights of 0 or more."));
            }

            positives += Metrics.MetricInput.Class(labels, i, 2) == 1 ? weight : 0;
            negatives += labels[i] == 0 ? weight : 0;
        }

        return (positives, negatives);
    }
}
