using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetTuning.Trainers;

namespace MLNetTuning.Experiments.Validation;

/// <summary>Reads a label column as numbers, whatever ML.NET type it has.</summary>
internal static class LabelReader
{
    /// <summary>Bool gives 0 or 1, a key its number from 0 (missing NaN), a number itself.</summary>
    internal static float[] Read(IDataView data, string labelColumnName)
    {
        var column = Find(data.Schema, labelColumnName);
        var type = column.Type;
        if (type is BooleanDataViewType)
        {
            return Read<bool>(data, column, v => v ? 1f : 0f);
        }

        if (type is KeyDataViewType)
        {
            return type.RawType == typeof(byte) ? Read<byte>(data, column, v => v == 0 ? float.NaN : v - 1)
                : type.RawType == typeof(ushort) ? Read<ushort>(data, column, v => v == 0 ? float.NaN : v - 1)
                : type.RawType == typeof(ulong) ? Read<ulong>(data, column, v => v == 0 ? float.NaN : v - 1)
                : Read<uint>(data, column, v => v == 0 ? float.NaN : v - 1);
        }

        if (type == NumberDataViewType.Single)
        {
            return Read<float>(data, column, v => v);
        }

        if (type == NumberDataViewType.Double)
        {
            return Read<double>(data, column, v => (float)v);
        }

        throw new ArgumentException($"The label column '{labelColumnName}' has type {type}. A label is Boolean (binary), a key (multiclass: MapValueToKey) or Single (regression: ConvertType).", nameof(labelColumnName));
    }

    /// <summary>The task that the label's type stands for.</summary>
    internal static PredictionTask TaskOf(DataViewSchema schema, string labelColumnName)
    {
        var type = Find(schema, labelColumnName).Type;
        return type is BooleanDataViewType ? PredictionTask.Binary
            : type is KeyDataViewType ? PredictionTask.Multiclass
            : PredictionTask.Regression;
    }

    internal static DataViewSchema.Column Find(DataViewSchema schema, string name) =>
        schema.GetColumnOrNull(name) ?? throw new ArgumentException(
            $"There is no column '{name}'. The columns are: {string.Join(", ", schema.Where(c => !c.IsHidden).Select(c => c.Name))}. Give one of them as the label.", nameof(name));

    private static float[] Read<T>(IDataView data, DataViewSchema.Column column, Func<T, float> convert)
    {
        var values = new List<float>();
        using var cursor = data.GetRowCursor([column]);
        var getter = cursor.GetGetter<T>(column);
        T value = default!;
        while (cursor.MoveNext())
        {
            getter(ref value);
            values.Add(convert(value));
        }

        return [.. values];
    }
}
