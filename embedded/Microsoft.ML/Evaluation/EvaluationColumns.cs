using Microsoft.ML.Trainers;

namespace Microsoft.ML.Data;

/// <summary>Finds the columns an evaluation reads and checks their types.</summary>
internal static class EvaluationColumns
{
    internal static DataViewSchema.Column Single(DataViewSchema schema, string name, string role)
    {
        var column = schema.Find(name, role);
        return column.Type.Equals(NumberDataViewType.Single) ? column : throw TrainingErrors.WrongType(role, name, "Single", column.Type.ToString()!);
    }

    internal static DataViewSchema.Column BinaryLabel(DataViewSchema schema, string name)
    {
        var column = schema.Find(name, "label");
        var accepted = column.Type is BooleanDataViewType or KeyDataViewType { Count: 2 } || column.Type.Equals(NumberDataViewType.Single) || column.Type.Equals(NumberDataViewType.Double);
        return accepted ? column : throw TrainingErrors.WrongType("label", name, "Boolean, Single, Double or a key of two values", column.Type.ToString()!);
    }

    internal static DataViewSchema.Column MulticlassLabel(DataViewSchema schema, string name)
    {
        var column = schema.Find(name, "label");
        return column.Type is KeyDataViewType || column.Type.Equals(NumberDataViewType.Single)
            ? column
            : throw TrainingErrors.WrongType("label", name, "Key or Single", column.Type.ToString()!);
    }

    internal static DataViewSchema.Column Scores(DataViewSchema schema, string name)
    {
        var column = schema.Find(name, "score");
        return column.Type is VectorDataViewType { Size: >= 2 } vector && vector.ItemType.Equals(NumberDataViewType.Single)
            ? column
            : throw TrainingErrors.WrongType("score", name, "a vector of two or more Single", column.Type.ToString()!);
    }

    /// <exception cref="ArgumentException">A name is null or empty.</exception>
    internal static void CheckNames(params ReadOnlySpan<(string? Value, string Parameter)> names)
    {
        foreach (var (value, parameter) in names)
        {
            ArgumentException.ThrowIfNullOrEmpty(value, parameter);
        }
    }
}
