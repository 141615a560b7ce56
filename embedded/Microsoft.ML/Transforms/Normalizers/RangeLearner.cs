using System.Numerics;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Learns the least and the greatest value of every slot. NaN is left out; a constant slot becomes 0.</summary>
internal sealed class RangeLearner<T> : NormalizerLearner<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly NormalizerSource<T> _source;
    private readonly T[] _min;
    private readonly T[] _max;
    private readonly long[] _explicit;
    private long _rows;

    public RangeLearner(NormalizerSettings settings, NormalizerSource<T> source)
        : base(settings)
    {
        _source = source;
        _min = new T[source.Size];
        _max = new T[source.Size];
        _explicit = new long[source.Size];
        Array.Fill(_min, T.PositiveInfinity);
        Array.Fill(_max, T.NegativeInfinity);
    }

    public override void Process()
    {
        _rows++;
        var vector = _source.Read();
        var values = vector.GetValues();
        var indices = vector.GetIndices();
        for (var i = 0; i < values.Length; i++)
        {
            var slot = vector.IsDense ? i : indices[i];
            _explicit[slot]++;
            Update(slot, values[i]);
        }
    }

    protected override void Take(ReadOnlySpan<T> values)
    {
        _rows += values.Length;
        _explicit[0] += values.Length;
        foreach (var value in values)
        {
            Update(0, value);
        }
    }

    public override NormalizerFunction Finish()
    {
        var scale = new T[_min.Length];
        var offset = new T[_min.Length];
        for (var i = 0; i < scale.Length; i++)
        {
            if (_explicit[i] < _rows)
            {
                Update(i, T.Zero);
            }

            (scale[i], offset[i]) = Settings.FixZero ? (ScaleOnly(_min[i], _max[i]), T.Zero) : ScaleAndShift(_min[i], _max[i]);
        }

        return new AffineFunction<T>(scale, offset.All(static o => o == T.Zero) ? null : offset, _source.IsVector);
    }

    private static (T Scale, T Offset) ScaleAndShift(T min, T max)
    {
        if (!(max > min))
        {
            return (T.Zero, T.Zero);
        }

        var scale = T.One / (max - min);
        return (scale, scale == T.Zero ? T.Zero : min);
    }

    private static T ScaleOnly(T min, T max) => max > min ? T.One / T.Max(T.Abs(max), T.Abs(min)) : T.Zero;

    private void Update(int slot, T value)
    {
        if (value > _max[slot])
        {
            _max[slot] = value;
        }

        if (value < _min[slot])
        {
            _min[slot] = value;
        }
    }
}
