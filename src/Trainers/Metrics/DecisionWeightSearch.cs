namespace MLNetTuning.Trainers.Metrics;

/// <summary>The rows on which decision weights are chosen, and what a right answer is worth in each.</summary>
internal sealed class DecisionWeightSearch
{
    // Some tenths of a second of one core for each pass over the classes; of more rows an even sample is looked at.
    private const long MostProducts = 30_000_000;
    private const int FewestRows = 20;
    private const int Passes = 3;
    private const double LeastGain = 1e-12;
    private const double Lowest = 1e-3;
    private const double Highest = 1e3;
    private const double SmallestLimit = 1e-12;

    private readonly FloatMatrix _probabilities;
    private readonly int[] _labels;
    private readonly double[] _worths;
    private readonly double[] _shares;
    private readonly double[] _limits;
    private readonly double[] _changes;

    private DecisionWeightSearch(FloatMatrix probabilities, int[] labels, double[] worths, double[] shares)
    {
        (_probabilities, _labels, _worths, _shares) = (probabilities, labels, worths, shares);
        (_limits, _changes) = (new double[labels.Length], new double[labels.Length]);
    }

    /// <summary>Prepares the rows.</summary>
    public static DecisionWeightSearch Of(FloatMatrix probabilities, ReadOnlySpan<float> labels, DecisionMetric metric)
    {
        var classes = new int[labels.Length];
        var counts = new int[probabilities.Columns];
        for (var row = 0; row < classes.Length; row++)
        {
            classes[row] = MetricInput.Class(labels, row, counts.Length);
            counts[classes[row]]++;
        }

        var present = counts.Count(count => count > 0);
        double[] worths = [.. classes.Select(label => metric == DecisionMetric.Accuracy ? 1.0 / classes.Length : 1.0 / ((double)present * counts[label]))];

        // A class that no row has counts as if one had it.
        return new DecisionWeightSearch(probabilities, classes, worths, [.. counts.Select(count => Math.Max(1, count) / (double)classes.Length)]);
    }

    /// <summary>The shares of the classes to a power, inverted.</summary>
    public double[] OfShares(double power)
    {
        var largest = _shares.Max();
        return Array.ConvertAll(_shares, share => Math.Clamp(Math.Pow(share / largest, -power), Lowest, Highest));
    }

    /// <summary>What decisions by these weights are worth, 0 to 1.</summary>
    public double Value(double[] weights)
    {
        var value = 0.0;
        for (var row = 0; row < _labels.Length; row++)
        {
            value += Rival(row, weights, -1).Class == _labels[row] ? _worths[row] : 0;
        }

        return value;
    }

    /// <summary>Moves one weight after the other to its best place until none gains; leaves weights alone where rows are too few for so many.</summary>
    /// <remarks>
    /// Along one weight the value is a staircase: a row turns to the class at the ratio of its best other product to the class's probability. Sorted ratios give
    /// all stairs exactly; the weight goes to the middle of the highest, on a log scale.
    /// </remarks>
    public void Improve(double[] weights)
    {
        var classes = weights.Length;
        var step = (int)Math.Min(int.MaxValue, 1 + ((long)_labels.Length * classes * classes / MostProducts));
        if (_labels.Length / step < FewestRows * classes)
        {
            return;
        }

        for (var pass = 0; pass < Passes; pass++)
        {
            var gain = 0.0;
            for (var k = 0; k < classes; k++)
            {
                gain += Improve(weights, k, step);
            }

            if (gain <= LeastGain)
            {
                return;
            }
        }
    }

    private double Improve(double[] weights, int k, int step)
    {
        var count = Stairs(weights, k, step);
        var (height, current) = (0.0, 0.0);
        for (var i = 0; i < count && _limits[i] < weights[k]; i++)
        {
            current += _changes[i];
        }

        var best = (Gain: 0.0, Weight: weights[k]);
        for (var i = 0; i <= count; i++)
        {
            height += i > 0 ? _changes[i - 1] : 0;
            var weight = Between(i, count);
            if (weight < Lowest || weight > Highest || (i > 0 && i < count && _limits[i] == _limits[i - 1]))
            {
                continue;
            }

            var gain = height - current;
            if (gain > best.Gain + LeastGain || (gain > LeastGain && gain >= best.Gain - LeastGain && Distance(weight, weights[k]) < Distance(best.Weight, weights[k])))
            {
                best = (gain, weight);
            }
        }

        weights[k] = best.Weight;
        return best.Gain;
    }

    /// <summary>The weights of class k, rising, at which rows turn to it, with what each turn changes; returns how many.</summary>
    private int Stairs(double[] weights, int k, int step)
    {
        var count = 0;
        for (var row = 0; row < _labels.Length; row += step)
        {
            var (other, product) = Rival(row, weights, k);
            var change = _labels[row] == k ? _worths[row] : _labels[row] == other ? -_worths[row] : 0;
            var own = _probabilities.Row(row)[k];
            if (change != 0 && own > 0)
            {
                _limits[count] = Math.Max(product / own, SmallestLimit);
                _changes[count++] = change;
            }
        }

        Array.Sort(_limits, _changes, 0, count);
        return count;
    }

    private double Between(int place, int count) =>
        count == 0 ? 0 : place == 0 ? _limits[0] / 2 : place == count ? _limits[count - 1] * 2 : Math.Sqrt(_limits[place - 1] * _limits[place]);

    private static double Distance(double one, double other) => Math.Abs(Math.Log(one / other));

    /// <summary>The class of the highest product but for one; -1 for none left out.</summary>
    private (int Class, double Product) Rival(int row, double[] weights, int without)
    {
        var probabilities = _probabilities.Row(row);
        var best = (Class: -1, Product: double.NegativeInfinity);
        for (var k = 0; k < probabilities.Length; k++)
        {
            var product = probabilities[k] * weights[k];
            if (k != without && product > best.Product)
            {
                best = (k, product);
            }
        }

        return best;
    }
}
