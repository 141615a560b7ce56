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
                // Opposite signs are taken apart: their difference may overflow.
                current = (current > 0) ^ (value > 0)
                    ? current - (current / _count[place]) + (value / _count[place])
                    : current + ((value - current) / _count[place]);
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

    /// <summary>One replacement for each slot, or one for all; 0 where no value was finite.</summary>
    public double[] Values() => _value;
}
