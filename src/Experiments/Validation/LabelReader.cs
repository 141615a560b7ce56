using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetTuning.Trainers;
using RowLabels = MLNetTuning.Estimators.Data.LabelReader;

namespace MLNetTuning.Experiments.Validation;

/// <summary>Reads a label column as numbers, whatever ML.NET type it has.</summary>
internal static class LabelReader
{
    /// <summary>Bool gives 0 or 1, a key its number from 0 (missing NaN), a number itself.</summary>
    internal static float[] Read(IDataView data, string labelColumnName)
    {
        var column = Find(data.Schema, labelColumnName);
        if (column.Type is not (BooleanDataViewType or KeyDataViewType) && column.Type != NumberDataViewType.Single)
        {
            throw new ArgumentException($"The label column '{labelColumnName}' has type {column.Type}. A label is Boolean (binary), a key (multiclass: MapValueToKey) or Single (regression: ConvertType).", nameof(labelColumnName));
        }

        var values = new List<float>();
        using var cursor = data.GetRowCursor([column]);
        var read = RowLabels.Bind(cursor, cursor.Schema[column.Index]);
        while (cursor.MoveNext())
        {
            values.Add(read());
        }

        return [.. values];
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
}
