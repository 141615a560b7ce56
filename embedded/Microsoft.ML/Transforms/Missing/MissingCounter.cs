using System.Numerics;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Counts the finite values of a column, slot by slot or over all slots, and tells what replaces a missing one.</summary>
internal sealed class MissingCounter(MissingValueReplacingEstimator.ReplacementMode mode, int slots)
{
    private readonly double[] _value = new double[slots];
    private readonly long[] _count = new long[slots];
    private readonly Dictionary<double, int>[] _frequencies = mode == MissingValueReplacingEstimator.ReplacementMode.Mode
        ? Enumerable.Range(0, slots).Select(static _ => new Dictionary<double, int>()).ToArray()
        : [];

    public void Add(int slot, double value)
    {
        if (!double.IsFinite(value))
        {
            return;
        }

        var place = slots == 1 ? 0 : slot;
        _count[place]++;
        ref var current = ref _value[place];
        switch (mode)
        {
            case MissingValueReplacingEstimator.ReplacementMode.Mean:
                current = Mean(current, value, _count[place]);
                break;
            case MissingValueReplacingEstimator.ReplacementMode.Minimum:
                current = _count[place] == 1 ? value : Math.Min(current, value);
                break;
            case MissingValueReplacingEstimator.ReplacementMode.Maximum:
                current = _count[place] == 1 ? value : Math.Max(current, value);
                break;
            case MissingValueReplacingEstimator.ReplacementMode.Mode:
                var seen = _frequencies[place].GetValueOrDefault(value) + 1;
                _frequencies[place][value] = seen;
                if (seen > _frequencies[place].GetValueOrDefault(current) || _count[place] == 1)
                {
                    current = value;
                }

                break;
        }
    }

    /// <summary>Takes all values of a scalar column.</summary>
    public void AddAll<T>(ColumnRuns<T> runs)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var run = runs.Next(); !run.IsEmpty; run = runs.Next())
        {
            if (mode == MissingValueReplacingEstimator.ReplacementMode.Mean)
            {
                AddToMean(run);
                continue;
            }

            foreach (var value in run)
            {
                Add(0, double.CreateTruncating(value));
            }
        }
    }

    private void AddToMean<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (mean, count) = (_value[0], _count[0]);
        foreach (var item in values)
        {
            if (T.IsFinite(item))
            {
                mean = Mean(mean, double.CreateTruncating(item), ++count);
            }
        }

        (_value[0], _count[0]) = (mean, count);
    }

    /// <summary>The mean with one more value. Opposite signs are taken apart: their difference may overflow.</summary>
    private static double Mean(double mean, double value, long count) => (mean > 0) ^ (value > 0)
        ? mean - (mean / count) + (value / count)
        : mean + ((value - mean) / count);

    /// <summary>One replacement for each slot, or one for all; 0 where no value was finite.</summary>
    public double[] Values() => _value;
}
