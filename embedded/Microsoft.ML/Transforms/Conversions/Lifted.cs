using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Makes getters that map the value of a scalar column, or every item of a vector column.</summary>
internal static class Lifted
{
    public static Delegate Getter<TIn, TOut>(DataViewRow row, DataViewSchema.Column column, ValueMap<TIn, TOut> map) =>
        column.Type is VectorDataViewType ? Vector(row.GetGetter<VBuffer<TIn>>(column), map) : Scalar(row.GetGetter<TIn>(column), map);

    private static ValueGetter<TOut> Scalar<TIn, TOut>(ValueGetter<TIn> getter, ValueMap<TIn, TOut> map)
    {
        return (ref TOut target) =>
        {
            TIn source = default!;
            getter(ref source);
            map(source, ref target);
        };
    }

    private static ValueGetter<VBuffer<TOut>> Vector<TIn, TOut>(ValueGetter<VBuffer<TIn>> getter, ValueMap<TIn, TOut> map)
    {
        // A sparse vector stays sparse where the map takes default to default.
        TOut ofDefault = default!;
        map(default!, ref ofDefault);
        var keepsDefault = EqualityComparer<TOut>.Default.Equals(ofDefault, default!);
        VBuffer<TIn> source = default;
        return (ref VBuffer<TOut> target) =>
        {
            getter(ref source);
            var values = source.GetValues();
            var sparse = !source.IsDense && keepsDefault;
            var editor = VBufferEditor.Create(ref target, source.Length, sparse ? values.Length : source.Length);
            if (sparse)
            {
                source.GetIndices().CopyTo(editor.Indices);
            }
            else if (!source.IsDense)
            {
                editor.Values.Fill(ofDefault);
            }

            var indices = source.GetIndices();
            for (var i = 0; i < values.Length; i++)
            {
                map(values[i], ref editor.Values[source.IsDense || sparse ? i : indices[i]]);
            }

            target = editor.Commit();
        };
    }
}
