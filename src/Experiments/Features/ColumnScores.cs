using MLNetTuning.Experiments.Tables;
using MLNetTuning.Trainers;

namespace MLNetTuning.Experiments.Features;

/// <summary>
/// How much each column says of the label on its own, as the standard normal value that chance exceeds as rarely: a likelihood ratio test of the share of
/// variance that one explains of the other, numbers clipped where they are far out.
/// </summary>
/// <remarks>E. Wilson and M. Hilferty, "The distribution of chi-square", 1931, brings tests of different degrees of freedom to one scale.</remarks>
internal sealed class ColumnScores
{
    private const int MostRows = 5000;
    private const double Clip = 2.5;
    private const double LargestShare = 1 - 1e-9;
    private const int FewestRows = 3;

    private readonly FloatMatrix _features;
    private readonly int[] _rows;
    private readonly float[] _labels;
    private readonly int _classes;
    private readonly float[] _values;
    private readonly float[] _own;

    public ColumnScores(TrainingData train, TableLabel label)
    {
        _features = train.Features;
        var step = Math.Max(1, (train.Rows + MostRows - 1) / MostRows);
        _rows = [.. Enumerable.Range(0, (train.Rows + step - 1) / step).Select(place => place * step)];
        _labels = Array.ConvertAll(_rows, row => train.Labels[row]);
        _classes = label.Task == PredictionTask.Multiclass ? label.Outputs : 0;
        if (label.Task == PredictionTask.Regression)
        {
            ClipFarOut(_labels);
        }

        (_values, _own) = (new float[_rows.Length], new float[_rows.Length]);
    }

    /// <summary>The value of each column; minus infinity for one that says nothing.</summary>
    /// <param name="categorical">Columns that hold levels.</param>
    public double[] All(int[] categorical)
    {
        var levels = categorical.ToHashSet();
        var scores = new double[_features.Columns];
        for (var column = 0; column < scores.Length; column++)
        {
            var count = Take(column);
            scores[column] = levels.Contains(column) ? OfLevels(count) : OfNumbers(count);
        }

        return scores;
    }

    private int Take(int column)
    {
        var count = 0;
        for (var i = 0; i < _rows.Length; i++)
        {
            var value = _features.Values[(_rows[i] * _features.Columns) + column];
            if (!float.IsNaN(value))
            {
                (_values[count], _own[count]) = (value, _labels[i]);
                count++;
            }
        }

        return count;
    }

    private double OfNumbers(int count)
    {
        var values = _values.AsSpan(0, count);
        ClipFarOut(values);
        return _classes > 0 ? Normal(Explained(values, _own.AsSpan(0, count), _classes), count) : Normal((Correlation(values, _own.AsSpan(0, count)), 1), count);
    }

    // Of several classes the label has no order: how far the levels' shares of them differ is Pearson's test.
    private double OfLevels(int count)
    {
        var levels = _values.AsSpan(0, count);
        var labels = _own.AsSpan(0, count);
        var highest = 0f;
        foreach (var level in levels)
        {
            highest = Math.Max(highest, level);
        }

        if (_classes == 0)
        {
            return Normal(Explained(labels, levels, (int)highest + 1), count);
        }

        var (cells, rows, columns) = (new Dictionary<(int, int), int>(), new Dictionary<int, int>(), new Dictionary<int, int>());
        for (var i = 0; i < count; i++)
        {
            var (level, label) = ((int)levels[i], (int)labels[i]);
            cells[(level, label)] = cells.GetValueOrDefault((level, label)) + 1;
            rows[level] = rows.GetValueOrDefault(level) + 1;
            columns[label] = columns.GetValueOrDefault(label) + 1;
        }

        var excess = cells.Sum(cell => (double)cell.Value * cell.Value / ((double)rows[cell.Key.Item1] * columns[cell.Key.Item2])) - 1;
        return Normal(excess * count, (rows.Count - 1) * (double)(columns.Count - 1));
    }

    /// <summary>The share of the values' variance between groups, and the groups there are less one.</summary>
    private static (double Share, int Freedom) Explained(ReadOnlySpan<float> values, ReadOnlySpan<float> groups, int most)
    {
        var (sums, counts) = (new double[most], new int[most]);
        double sum = 0, squares = 0;
        for (var i = 0; i < values.Length; i++)
        {
            var group = (int)groups[i];
            sums[group] += values[i];
            counts[group]++;
            sum += values[i];
            squares += (double)values[i] * values[i];
        }

        double between = 0;
        var used = 0;
        for (var group = 0; group < most; group++)
        {
            between += counts[group] > 0 ? sums[group] * sums[group] / counts[group] : 0;
            used += counts[group] > 0 ? 1 : 0;
        }

        var level = values.Length == 0 ? 0 : sum * sum / values.Length;
        return (squares - level > 0 ? (between - level) / (squares - level) : 0, used - 1);
    }

    private static double Correlation(ReadOnlySpan<float> values, ReadOnlySpan<float> labels)
    {
        double x = 0, y = 0, xx = 0, yy = 0, xy = 0;
        for (var i = 0; i < values.Length; i++)
        {
            double value = values[i], label = labels[i];
            x += value;
            y += label;
            xx += value * value;
            yy += label * label;
            xy += value * label;
        }

        var count = (double)values.Length;
        var (varianceX, varianceY, together) = (xx - (x * x / count), yy - (y * y / count), xy - (x * y / count));
        return varianceX > 0 && varianceY > 0 ? together * together / (varianceX * varianceY) : 0;
    }

    private static double Normal((double Share, int Freedom) test, int count) =>
        Normal((count - 2 - (test.Freedom / 2.0)) * -Math.Log(1 - Math.Clamp(test.Share, 0, LargestShare)), count < FewestRows ? 0 : test.Freedom);

    private static double Normal(double square, double freedom)
    {
        if (!(square > 0) || freedom <= 0)
        {
            return double.NegativeInfinity;
        }

        var part = 2 / (9 * freedom);
        return (Math.Cbrt(square / freedom) - (1 - part)) / Math.Sqrt(part);
    }

    /// <summary>Brings values to within some standard deviations of the mean, the mean taken off: one far out must not decide.</summary>
    private static void ClipFarOut(Span<float> values)
    {
        double sum = 0, squares = 0;
        foreach (var value in values)
        {
            sum += value;
            squares += (double)value * value;
        }

        var mean = sum / Math.Max(1, values.Length);
        var far = Clip * Math.Sqrt(Math.Max(0, (squares / Math.Max(1, values.Length)) - (mean * mean)));
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)Math.Clamp(values[i] - mean, -far, far);
        }
    }
}
