using System.Collections.Immutable;
using System.Numerics;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>(value - offset) * scale.</summary>
internal sealed class AffineFunction<T>(T[] scale, T[]? offset, bool isVector) : NormalizerFunction
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public override NormalizingTransformer.NormalizerModelParametersBase Parameters => isVector
        ? new NormalizingTransformer.AffineNormalizerModelParameters<ImmutableArray<T>>(ImmutableArray.Create(scale), offset is null ? [] : ImmutableArray.Create(offset))
        : new NormalizingTransformer.AffineNormalizerModelParameters<T>(scale[0], offset is null ? T.Zero : offset[0]);

    public override Delegate CreateGetter(DataViewRow row, DataViewSchema.Column column) => isVector ? OfVector(row, column) : OfScalar(row, column);

    public override void Write(ModelWriter writer)
    {
        writer.Write(false);
        writer.WriteArray(scale);
        writer.Write(offset is not null);
        if (offset is not null)
        {
            writer.WriteArray(offset);
        }
    }

    private ValueGetter<T> OfScalar(DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<T>(column);
        var (s, o) = (scale[0], offset is null ? T.Zero : offset[0]);
        return (ref T value) =>
        {
            getter(ref value);
            value = (value - o) * s;
        };
    }

    private ValueGetter<VBuffer<T>> OfVector(DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<VBuffer<T>>(column);
        VBuffer<T> source = default;
        return (ref VBuffer<T> target) =>
        {
            getter(ref source);
            if (source.Length != scale.Length)
            {
                throw new InvalidOperationException($"Normalizer expected {scale.Length} slots but got {source.Length} in column '{column.Name}'.");
            }

            if (offset is null)
            {
                Scale(source, ref target);
            }
            else
            {
                Shift(source, ref target);
            }
        };
    }

    /// <summary>Zero stays zero, so that sparse stays sparse.</summary>
    private void Scale(in VBuffer<T> source, ref VBuffer<T> target)
    {
        source.CopyTo(ref target);
        var editor = VBufferEditor.CreateFromBuffer(ref target);
        var indices = source.GetIndices();
        for (var i = 0; i < editor.Values.Length; i++)
        {
            editor.Values[i] *= scale[source.IsDense ? i : indices[i]];
        }

        target = editor.Commit();
    }

    private void Shift(in VBuffer<T> source, ref VBuffer<T> target)
    {
        source.CopyToDense(ref target);
        var editor = VBufferEditor.CreateFromBuffer(ref target);
        for (var i = 0; i < editor.Values.Length; i++)
        {
            editor.Values[i] = (editor.Values[i] - offset![i]) * scale[i];
        }

        target = editor.Commit();
    }
}
