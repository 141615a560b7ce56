using System.Numerics;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>
/// Learns mean and population variance of every slot, or of its logarithms, with Welford's method; zeros are counted in at the end, but have no logarithm. Values that are not finite are left
/// out; a constant slot becomes 0.
/// </summary>
internal sealed class SpreadLearner<T>(NormalizerSettings settings, NormalizerSource<T> source) : NormalizerLearner<T>(settings)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly double[] _mean = new double[source.Size];
    private readonly double[] _squares = new double[source.Size];
    private readonly long[] _count = new long[source.Size];
    private readonly long[] _dropped = new long[source.Size];
    private long _rows;

    public override void Process()
    {
        _rows++;
        var vector = source.Read();
        var values = vector.GetValues();
        var indices = vector.GetIndices();
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] != T.Zero)
            {
                Update(vector.IsDense ? i : indices[i], values[i]);
            }
        }
    }

    protected override void Take(ReadOnlySpan<T> values)
    {
        _rows += values.Length;
        var (mean, squares, count) = (_mean[0], _squares[0], _count[0]);
        foreach (var original in values)
        {
            var item = Settings.UseLog && original != T.Zero ? T.Log(original) : original;
            if (!T.IsFinite(item))
            {
                _dropped[0]++;
            }
            else if (original != T.Zero)
            {
                var value = double.CreateTruncating(item);
                count++;
                var delta = value - mean;
                mean += delta / count;
                squares += delta * (value - mean);
            }
        }

        (_mean[0], _squares[0], _count[0]) = (mean, squares, count);
    }

    public override NormalizerFunction Finish()
    {
        // A zero has no logarithm.
        for (var i = 0; i < _mean.Length && !Settings.UseLog; i++)
        {
            CountZeros(i);
        }

        return Settings.UseCdf ? FinishCdf() : FinishAffine();
    }

    private AffineFunction<T> FinishAffine()
    {
        var scale = new T[_mean.Length];
        var offset = new T[_mean.Length];
        for (var i = 0; i < scale.Length; i++)
        {
            var variance = _squares[i] / _count[i];
            if (_squares[i] == 0)
            {
                continue;
            }

            if (Settings.FixZero)
            {
                scale[i] = T.One / T.CreateTruncating(Math.Sqrt(variance + (_mean[i] * _mean[i])));
                continue;
            }

            scale[i] = T.One / T.CreateTruncating(Math.Sqrt(variance));
            offset[i] = scale[i] == T.Zero ? T.Zero : T.CreateTruncating(_mean[i]);
        }

        return new AffineFunction<T>(scale, offset.All(static o => o == T.Zero) ? null : offset, source.IsVector);
    }

    private CdfFunction<T> FinishCdf()
    {
        var mean = new T[_mean.Length];
        var deviation = new T[_mean.Length];
        for (var i = 0; i < mean.Length; i++)
        {
            if (_squares[i] != 0 && _count[i] != 0)
            {
                mean[i] = T.CreateTruncating(_mean[i]);
                deviation[i] = T.CreateTruncating(Math.Sqrt(_squares[i] / _count[i]));
            }
        }

        return new CdfFunction<T>(mean, deviation, Settings.UseLog, source.IsVector);
    }

    private void Update(int slot, T item)
    {
        item = Settings.UseLog ? T.Log(item) : item;
        if (!T.IsFinite(item))
        {
            _dropped[slot]++;
            return;
        }

        var value = double.CreateTruncating(item);
        _count[slot]++;
        var delta = value - _mean[slot];
        _mean[slot] += delta / _count[slot];
        _squares[slot] += delta * (value - _mean[slot]);
    }

    private void CountZeros(int slot)
    {
        var zeros = _rows - _dropped[slot] - _count[slot];
        if (zeros == 0)
        {
            return;
        }

        _count[slot] += zeros;
        var delta = 0 - _mean[slot];
        _mean[slot] += delta * zeros / _count[slot];
        _squares[slot] += delta * (0 - _mean[slot]) * zeros;
    }
}
