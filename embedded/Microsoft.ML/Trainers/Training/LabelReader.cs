using Microsoft.ML.Data;

namespace Microsoft.ML.Trainers;

/// <summary>Reads labels of any accepted type as floats: false and true as 0 and 1, keys as 0 to K-1, missing as NaN.</summary>
internal static class LabelReader
{
    /// <exception cref="ArgumentOutOfRangeException">The column's type is not one a label may have.</exception>
    internal static Func<float> Create(DataViewRow row, DataViewSchema.Column column) => column.Type switch
    {
        BooleanDataViewType => Wrap<bool>(row, column, static value => value ? 1 : 0),
        KeyDataViewType => CreateKey(row, column),
        NumberDataViewType number when number.RawType == typeof(float) => Wrap<float>(row, column, static value => value),
        NumberDataViewType number when number.RawType == typeof(double) => Wrap<double>(row, column, static value => (float)value),
        _ => throw TrainingErrors.WrongType("label", column.Name, "Boolean, Single, Double or Key", column.Type.ToString()!),
    };

    private static Func<float> CreateKey(DataViewRow row, DataViewSchema.Column column)
    {
        var raw = column.Type.RawType;
        return raw == typeof(uint) ? Wrap<uint>(row, column, static value => KeyToLabel(value))
            : raw == typeof(byte) ? Wrap<byte>(row, column, static value => KeyToLabel(value))
            : raw == typeof(ushort) ? Wrap<ushort>(row, column, static value => KeyToLabel(value))
            : Wrap<ulong>(row, column, static value => KeyToLabel(value));
    }

    private static float KeyToLabel(ulong key) => key == 0 ? float.NaN : key - 1;

    private static Func<float> Wrap<T>(DataViewRow row, DataViewSchema.Column column, Func<T, float> convert)
    {
        var getter = row.GetGetter<T>(column);
        T value = default!;
        return () =>
        {
            getter(ref value);
            return convert(value);
        };
    }
}
