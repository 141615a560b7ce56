using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetTuning.Trainers;

namespace MLNetTuning.Estimators.Data;

/// <summary>Reads labels as floats: 0 or 1, the class number from 0, or the value; NaN for missing.</summary>
internal static class LabelReader
{
    /// <summary>Bool gives 0 or 1, a key its number from 0 (missing NaN), a number itself.</summary>
    public static float[] Read(IDataView data, string labelColumnName)
    {
        var column = Find(data.Schema, labelColumnName);
        if (column.Type is not (BooleanDataViewType or KeyDataViewType) && column.Type != NumberDataViewType.Single)
        {
            throw new ArgumentException($"The label column '{labelColumnName}' has type {column.Type}. A label is Boolean (binary), a key (multiclass: MapValueToKey) or Single (regression: ConvertType).", nameof(labelColumnName));
        }

        var values = new List<float>();
        using var cursor = data.GetRowCursor([column]);
        var read = Bind(cursor, cursor.Schema[column.Index]);
        while (cursor.MoveNext())
        {
            values.Add(read());
        }

        return [.. values];
    }

    /// <summary>The task that the label's type stands for.</summary>
    public static PredictionTask TaskOf(DataViewSchema schema, string labelColumnName)
    {
        var type = Find(schema, labelColumnName).Type;
        return type is BooleanDataViewType ? PredictionTask.Binary
            : type is KeyDataViewType ? PredictionTask.Multiclass
            : PredictionTask.Regression;
    }

    public static DataViewSchema.Column Find(DataViewSchema schema, string name) =>
        schema.GetColumnOrNull(name) ?? throw new ArgumentException(
            $"There is no column '{name}'. The columns are: {string.Join(", ", schema.Where(c => !c.IsHidden).Select(c => c.Name))}. Give one of them as the label.", nameof(name));

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
