using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetTuning.Estimators.Persistence.Conversion;

/// <summary>Reads a number, boolean or key column, scalar or vector, as floats; and a text column as texts.</summary>
internal static class ColumnReader
{
    /// <summary>Values per row: 1 for a scalar, the length for a vector, 0 for a vector of unknown length.</summary>
    public static int SizeOf(DataViewType type) => type is VectorDataViewType vector ? vector.Size : 1;

    public static bool IsText(DataViewType type) => ((type as VectorDataViewType)?.ItemType ?? type) is TextDataViewType;

    /// <summary>Whether the column can be held as floats.</summary>
    public static bool IsNumeric(DataViewType type) =>
        ((type as VectorDataViewType)?.ItemType ?? type) is BooleanDataViewType or KeyDataViewType or NumberDataViewType;

    /// <summary>A reader of the current row into a span of the column's size.</summary>
    public static ReadFloats Bind(DataViewRow row, DataViewSchema.Column column)
    {
        var item = ((column.Type as VectorDataViewType)?.ItemType ?? column.Type).RawType;
        return item switch
        {
            var raw when raw == typeof(float) => Bind<float>(row, column, value => value),
            var raw when raw == typeof(double) => Bind<double>(row, column, value => (float)value),
            var raw when raw == typeof(bool) => Bind<bool>(row, column, value => value ? 1 : 0),
            var raw when raw == typeof(int) => Bind<int>(row, column, value => value),
            var raw when raw == typeof(uint) => Bind<uint>(row, column, value => value),
            var raw when raw == typeof(long) => Bind<long>(row, column, value => value),
            var raw when raw == typeof(ulong) => Bind<ulong>(row, column, value => value),
            var raw when raw == typeof(short) => Bind<short>(row, column, value => value),
            var raw when raw == typeof(ushort) => Bind<ushort>(row, column, value => value),
            var raw when raw == typeof(byte) => Bind<byte>(row, column, value => value),
            var raw when raw == typeof(sbyte) => Bind<sbyte>(row, column, value => value),
            _ => throw new NotSupportedException($"Column '{column.Name}' is of type {column.Type}, which has no portable form."),
        };
    }

    /// <summary>A reader of the current row of a text column.</summary>
    public static ReadTexts BindTexts(DataViewRow row, DataViewSchema.Column column)
    {
        if (column.Type is not VectorDataViewType)
        {
            var scalar = row.GetGetter<ReadOnlyMemory<char>>(column);
            return target => scalar(ref target[0]);
        }

        var getter = row.GetGetter<VBuffer<ReadOnlyMemory<char>>>(column);
        var buffer = default(VBuffer<ReadOnlyMemory<char>>);
        return target =>
        {
            getter(ref buffer);
            buffer.CopyTo(target);
        };
    }

    /// <summary>Reads up to a number of rows of a column as floats, row by row.</summary>
    public static float[] Read(IDataView data, string name, int rows)
    {
        var column = data.Schema[name];
        var size = SizeOf(column.Type);
        var values = new List<float>();
        var one = new float[size];
        using var cursor = data.GetRowCursor([column]);
        var read = Bind(cursor, column);
        for (var row = 0; row < rows && cursor.MoveNext(); row++)
        {
            read(one);
            values.AddRange(one);
        }

        return [.. values];
    }

    private static ReadFloats Bind<T>(DataViewRow row, DataViewSchema.Column column, Func<T, float> convert)
    {
        if (column.Type is not VectorDataViewType)
        {
            var scalar = row.GetGetter<T>(column);
            return target =>
            {
                T value = default!;
                scalar(ref value);
                target[0] = convert(value);
            };
        }

        var getter = row.GetGetter<VBuffer<T>>(column);
        var buffer = default(VBuffer<T>);
        return target =>
        {
            getter(ref buffer);
            target.Clear();
            foreach (var (slot, value) in buffer.Items())
            {
                target[slot] = convert(value);
            }
        };
    }

    public delegate void ReadFloats(Span<float> target);

    public delegate void ReadTexts(Span<ReadOnlyMemory<char>> target);
}
