using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetTuning.Estimators.Data;

/// <summary>Reads labels as floats: 0 or 1, the class number from 0, or the value; NaN for missing.</summary>
internal static class LabelReader
{
    public static Func<float> Bind(DataViewRow row, DataViewSchema.Column column) => column.Type switch
    {
        BooleanDataViewType => Read<bool>(row, column, value => value ? 1 : 0),
        KeyDataViewType { RawType: var raw } when raw == typeof(byte) => Read<byte>(row, column, value => value == 0 ? float.NaN : value - 1),
        KeyDataViewType { RawType: var raw } when raw == typeof(ushort) => Read<ushort>(row, column, value => value == 0 ? float.NaN : value - 1),
        KeyDataViewType { RawType: var raw } when raw == typeof(ulong) => Read<ulong>(row, column, value => value == 0 ? float.NaN : value - 1),
        KeyDataViewType => Read<uint>(row, column, value => value == 0 ? float.NaN : value - 1),
        _ => Read<float>(row, column, value => value),
    };

    private static Func<float> Read<T>(DataViewRow row, DataViewSchema.Column column, Func<T, float> convert)
        where T : struct
    {
        var getter = row.GetGetter<T>(column);
        return () =>
        {
            T value = default;
            getter(ref value);
            return convert(value);
        };
    }
}
