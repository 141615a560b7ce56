using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetTuning.Trainers;

namespace MLNetTuning.Estimators.Data;

/// <summary>Finds columns and checks their types, with errors that say what to do.</summary>
internal static class ColumnCheck
{
    public static DataViewSchema.Column Find(DataViewSchema schema, string name, string role) =>
        schema.GetColumnOrNull(name) ?? throw new ArgumentOutOfRangeException(
            nameof(schema), $"There is no column '{name}' for the {role}. There are: {Names(schema)}. Name one of these, or add the column before this estimator.");

    public static DataViewSchema.Column Features(DataViewSchema schema, string name, int? size = null)
    {
        var column = Find(schema, name, "features");
        if (column.Type is not VectorDataViewType { IsKnownSize: true, ItemType: NumberDataViewType item } vector || item != NumberDataViewType.Single)
        {
            throw WrongType(column, "features", "a vector of Single of known size; join number columns with ml.Transforms.Concatenate");
        }

        if (size is { } wanted && vector.Size != wanted)
        {
            throw new ArgumentOutOfRangeException(
                nameof(schema), $"The feature column '{name}' has {vector.Size} values, but the model was trained on {wanted}. Use the same columns and transforms as in training.");
        }

        return column;
    }

    public static DataViewSchema.Column Weight(DataViewSchema schema, string name)
    {
        var column = Find(schema, name, "row weight");
        return column.Type == NumberDataViewType.Single ? column : throw WrongType(column, "row weight", "Single; convert it with ml.Transforms.Conversion.ConvertType");
    }

    public static DataViewSchema.Column Label(DataViewSchema schema, string name, PredictionTask task)
    {
        var column = Find(schema, name, "label");
        return (task, column.Type) switch
        {
            (PredictionTask.Binary, BooleanDataViewType) => column,
            (PredictionTask.Binary, _) => throw WrongType(column, "label of binary classification", "Boolean; convert it with ml.Transforms.Conversion.ConvertType or MapValue"),
            (PredictionTask.Multiclass, KeyDataViewType) => column,
            (PredictionTask.Multiclass, _) => throw WrongType(column, "label of multiclass classification", "a key; make one with ml.Transforms.Conversion.MapValueToKey"),
            (_, NumberDataViewType type) when type == NumberDataViewType.Single => column,
            _ => throw WrongType(column, "label of regression", "Single; convert it with ml.Transforms.Conversion.ConvertType"),
        };
    }

    private static ArgumentOutOfRangeException WrongType(DataViewSchema.Column column, string role, string needed) =>
        new("schema", $"The column '{column.Name}' for the {role} is of type {column.Type}; it must be {needed}.");

    private static string Names(DataViewSchema schema) => string.Join(", ", schema.Where(column => !column.IsHidden).Select(column => $"'{column.Name}'"));
}
