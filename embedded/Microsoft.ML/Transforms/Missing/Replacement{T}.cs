using System.Numerics;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>What the missing values of a column are replaced by: one value, or one for every slot.</summary>
internal sealed class Replacement<T>(T[] values) : Replacement
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public override void Write(ModelWriter writer)
    {
        writer.Write(typeof(T) == typeof(float));
        writer.WriteArray(values);
    }

    public override void Check(DataViewSchema.Column column)
    {
        if (column.Type.ItemType().RawType != typeof(T) || (values.Length > 1 && column.Type.ValueCount() != values.Length))
        {
            var learned = values.Length > 1 ? $"Vector<{typeof(T).Name}, {values.Length}>" : typeof(T).Name;
            throw SchemaErrors.WrongType(column.Name, "input", learned, column.Type.ToString()!);
        }
    }

    public override Delegate CreateGetter(DataViewRow row, DataViewSchema.Column column) =>
        column.Type is VectorDataViewType ? OfVector(row.GetGetter<VBuffer<T>>(column)) : OfScalar(row.GetGetter<T>(column));

    private ValueGetter<T> OfScalar(ValueGetter<T> getter) => (ref T value) =>
    {
        getter(ref value);
        if (T.IsNaN(value))
        {
            value = values[0];
        }
    };

    private ValueGetter<VBuffer<T>> OfVector(ValueGetter<VBuffer<T>> getter)
    {
        VBuffer<T> source = default;
        return (ref VBuffer<T> target) =>
        {
            getter(ref source);
            source.CopyTo(ref target);
            var editor = VBufferEditor.CreateFromBuffer(ref target);
            var indices = source.GetIndices();
            for (var i = 0; i < editor.Values.Length; i++)
            {
                if (T.IsNaN(editor.Values[i]))
                {
                    editor.Values[i] = values.Length == 1 ? values[0] : values[source.IsDense ? i : indices[i]];
                }
            }

            target = editor.Commit();
        };
    }
}
