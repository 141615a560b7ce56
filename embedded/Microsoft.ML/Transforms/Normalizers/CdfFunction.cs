using System.Collections.Immutable;
using System.Numerics;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>The normal distribution's cumulative share of a value or of its logarithm, by mean and standard deviation.</summary>
internal sealed class CdfFunction<T>(T[] mean, T[] deviation, bool useLog, bool isVector) : NormalizerFunction
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public override NormalizingTransformer.NormalizerModelParametersBase Parameters => isVector
        ? new NormalizingTransformer.CdfNormalizerModelParameters<ImmutableArray<T>>(ImmutableArray.Create(mean), ImmutableArray.Create(deviation), useLog)
        : new NormalizingTransformer.CdfNormalizerModelParameters<T>(mean[0], deviation[0], useLog);

    public override Delegate CreateGetter(DataViewRow row, DataViewSchema.Column column) => isVector ? OfVector(row, column) : OfScalar(row, column);

    public override void Write(ModelWriter writer)
    {
        writer.Write(true);
        writer.Write(useLog);
        writer.WriteArray(mean);
        writer.WriteArray(deviation);
    }

    private ValueGetter<T> OfScalar(DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<T>(column);
        return (ref T value) =>
        {
            getter(ref value);
            value = Map(value, 0);
        };
    }

    private ValueGetter<VBuffer<T>> OfVector(DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<VBuffer<T>>(column);
        VBuffer<T> source = default;
        return (ref VBuffer<T> target) =>
        {
            getter(ref source);
            if (source.Length != mean.Length)
            {
                throw new InvalidOperationException($"Normalizer expected {mean.Length} slots but got {source.Length} in column '{column.Name}'.");
            }

            source.CopyToDense(ref target);
            var editor = VBufferEditor.CreateFromBuffer(ref target);
            for (var i = 0; i < editor.Values.Length; i++)
            {
                editor.Values[i] = Map(editor.Values[i], i);
            }

            target = editor.Commit();
        };
    }

    /// <summary>By the approximation of the error function with constant 0.147 (Winitzki, 2008); a constant slot and a value that is not finite are 0.</summary>
    private T Map(T value, int slot)
    {
        value = useLog ? T.Log(value) : value;
        if (!T.IsFinite(value) || deviation[slot] <= T.Epsilon)
        {
            return T.Zero;
        }

        var x = (value - mean[slot]) / deviation[slot];
        var half = x * x / T.CreateChecked(2);
        var scaled = T.CreateTruncating(0.147) * half;
        var exponent = double.CreateTruncating(-half) * ((4 / Math.PI) + double.CreateTruncating(scaled)) / double.CreateTruncating(T.One + scaled);
        return T.CreateTruncating(0.5 + (0.5 * T.Sign(x) * Math.Sqrt(1 - Math.Exp(exponent))));
    }
}
