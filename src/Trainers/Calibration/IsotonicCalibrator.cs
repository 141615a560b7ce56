using MLNetTuning.Trainers.Metrics;

namespace MLNetTuning.Trainers.Calibration;

/// <summary>Turns scores into probabilities by the rising step function that fits best, straight lines joining the steps.</summary>
/// <remarks>
/// M. Ayer, H. Brunk, G. Ewing, W. Reid and E. Silverman, "An empirical distribution function for sampling with incomplete information", Annals of
/// Mathematical Statistics 26, 1955 (pool adjacent violators); B. Zadrozny and C. Elkan, "Transforming classifier scores into accurate multiclass
/// probability estimates", KDD 2002. Between two steps the probability goes along a straight line, as in ML.NET.
/// </remarks>
public sealed class IsotonicCalibrator
{
    /// <summary>How far the probabilities stay from 0; from 1 nothing is left of it in 32 bits.</summary>
    private const float SmallestProbability = 1e-15f;

    private readonly float[] _minima;
    private readonly float[] _maxima;
    private readonly float[] _values;

    /// <summary>Makes a calibrator of known steps.</summary>
    /// <param name="minima">The lowest score of each step, rising.</param>
    /// <param name="maxima">The highest score of each step, not below its lowest and below the next one's lowest.</param>
    /// <param name="values">The probability of each step, rising, from 0 to 1.</param>
    /// <exception cref="ArgumentException">There is no step, lengths differ, or the steps do not rise.</exception>
    public IsotonicCalibrator(ReadOnlySpan<float> minima, ReadOnlySpan<float> maxima, ReadOnlySpan<float> values)
    {
        if (minima.Length == 0 || minima.Length != maxima.Length || minima.Length != values.Length)
        {
            throw new ArgumentException($"There are {minima.Length} minima, {maxima.Length} maxima and {values.Length} values; give one of each for every step, for one step or more.");
        }

        for (var i = 0; i < minima.Length; i++)
        {
            var rises = float.IsFinite(minima[i]) && minima[i] <= maxima[i] && float.IsFinite(maxima[i]) && values[i] is >= 0 and <= 1
                && (i == 0 || (minima[i] > maxima[i - 1] && values[i] > values[i - 1]));
            if (!rises)
            {
                throw new ArgumentException(FormattableString.Invariant(
                    $"Step {i} reaches from {minima[i]} to {maxima[i]} at {values[i]}; steps must be finite, rise one after the other and hold probabilities."));
            }
        }

        _minima = minima.ToArray();
        _maxima = maxima.ToArray();
        _values = values.ToArray();
    }

    /// <summary>The lowest score of each step.</summary>
    public ReadOnlySpan<float> Minima => _minima;

    /// <summary>The highest score of each step.</summary>
    public ReadOnlySpan<float> Maxima => _maxima;

    /// <summary>The probability of each step.</summary>
    public ReadOnlySpan<float> Values => _values;

    /// <summary>Fits the steps to scores of rows that were not trained on.</summary>
    /// <param name="scores">Finite scores, one per row.</param>
    /// <param name="labels">0 or 1 per row; both classes need not be there.</param>
    /// <param name="weights">Finite row weights of 0 or more, or empty for all 1; rows of weight 0 do not count.</param>
    /// <exception cref="ArgumentException">Lengths differ, there are no rows of weight, a score or weight is not finite or a label is not 0 or 1.</exception>
    public static IsotonicCalibrator Fit(ReadOnlySpan<float> scores, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights = default)
    {
        MetricInput.CheckLengths(scores.Length, labels.Length, weights.Length);
        var steps = new IsotonicSteps();
        var order = Order(scores, weights);
        for (var i = 0; i < order.Length;)
        {
            // Rows of one score are one point; taken one by one, the answer would hang on their order.
            var score = scores[order[i]];
            double ones = 0, total = 0;
            for (; i < order.Length && scores[order[i]] == score; i++)
            {
                var weight = MetricInput.Weight(weights, order[i]);
                ones += MetricInput.Class(labels, order[i], 2) * weight;
                total += weight;
            }

            steps.Add(score, ones, total);
        }

        return steps.Count > 0 ? steps.ToCalibrator() : throw new ArgumentException("Every row has weight 0; calibration needs rows that count.");
    }

    /// <summary>The probability of 1 at a score, from 1e-15 to 1.</summary>
    /// <param name="score">Any number; NaN gives NaN.</param>
    public float Probability(float score)
        => float.IsNaN(score) ? score : Math.Clamp(Value(score), SmallestProbability, 1 - SmallestProbability);

    private static int[] Order(ReadOnlySpan<float> scores, ReadOnlySpan<float> weights)
    {
        var keys = new List<float>(scores.Length);
        var rows = new List<int>(scores.Length);
        for (var i = 0; i < scores.Length; i++)
        {
            var weight = MetricInput.Weight(weights, i);
            if (!float.IsFinite(scores[i]) || !double.IsFinite(weight) || weight < 0)
            {
                throw new ArgumentException(FormattableString.Invariant(
                    $"Row {i} has score {scores[i]} and weight {weight}; calibration needs finite scores and finite weights of 0 or more."));
            }

            if (weight > 0)
            {
                keys.Add(scores[i]);
                rows.Add(i);
            }
        }

        var order = rows.ToArray();
        Array.Sort(keys.ToArray(), order);
        return order;
    }

    private float Value(float score)
    {
        if (score <= _minima[0])
        {
            return _values[0];
        }

        var step = Array.BinarySearch(_maxima, score);
        step = step >= 0 ? step : ~step;
        if (step == _maxima.Length)
        {
            return _values[^1];
        }

        if (score >= _minima[step])
        {
            return _values[step];
        }

        var share = (score - _maxima[step - 1]) / (_minima[step] - _maxima[step - 1]);
        return _values[step - 1] + (share * (_values[step] - _values[step - 1]));
    }
}
