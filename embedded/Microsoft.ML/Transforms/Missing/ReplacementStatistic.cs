using System.Numerics;

namespace Microsoft.ML.Transforms;

/// <summary>Collects the values of a slot for their replacement.</summary>
internal abstract class ReplacementStatistic<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static ReplacementStatistic<T> Create(MissingValueReplacingEstimator.ReplacementMode mode) => mode switch
    {
        MissingValueReplacingEstimator.ReplacementMode.Mean => new Mean(),
        MissingValueReplacingEstimator.ReplacementMode.Mode => new Mode(),
        MissingValueReplacingEstimator.ReplacementMode.Minimum => new Extreme(-1),
        MissingValueReplacingEstimator.ReplacementMode.Maximum => new Extreme(1),
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "Nothing to learn."),
    };

    public abstract void Add(T value);

    public abstract T Finish();

    /// <summary>The running mean of the values that are not 0, scaled by their share at the end, so that sparse data costs nothing.</summary>
    private sealed class Mean : ReplacementStatistic<T>
    {
        private double _mean;
        private long _set;
        private long _finite;

        public override void Add(T value)
        {
            if (!T.IsFinite(value))
            {
                return;
            }

            _finite++;
            if (value != T.Zero)
            {
                _set++;
                _mean += (double.CreateTruncating(value) - _mean) / _set;
            }
        }

        public override T Finish() => _finite == 0 ? T.Zero : T.CreateTruncating(_mean * ((double)_set / _finite));
    }

    /// <summary>The least (sign -1) or greatest (sign 1) value.</summary>
    private sealed class Extreme(int sign) : ReplacementStatistic<T>
    {
        private T _value = sign > 0 ? T.NegativeInfinity : T.PositiveInfinity;

        public override void Add(T value)
        {
            if (sign > 0 ? value > _value : value < _value)
            {
                _value = value;
            }
        }

        public override T Finish() => _value;
    }

    private sealed class Mode : ReplacementStatistic<T>
    {
        private readonly Dictionary<T, int> _counts = [];
        private T _value;
        private int _most;

        public override void Add(T value)
        {
            if (T.IsNaN(value))
            {
                return;
            }

            var count = _counts[value] = _counts.GetValueOrDefault(value) + 1;
            if (count > _most)
            {
                _most = count;
                _value = value;
            }
        }

        public override T Finish() => _value;
    }
}
