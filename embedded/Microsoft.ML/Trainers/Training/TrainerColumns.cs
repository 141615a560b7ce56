using Microsoft.ML.Data;

namespace Microsoft.ML.Trainers;

/// <summary>The shapes of the columns a trainer asks for.</summary>
internal static class TrainerColumns
{
    internal static SchemaShape.Column Features(string? name)
        => new(Named(name, "feature"), SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single, false);

    internal static SchemaShape.Column Label(string? name, LabelKind kind) => kind switch
    {
        LabelKind.Binary => new(Named(name, "label"), SchemaShape.Column.VectorKind.Scalar, BooleanDataViewType.Instance, false),
        LabelKind.Multiclass => new(Named(name, "label"), SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.UInt32, true),
        _ => new(Named(name, "label"), SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.Single, false),
    };

    /// <summary>The weight's column; not valid when there is no name.</summary>
    internal static SchemaShape.Column Weight(string? name)
        => name is null ? default : new(Named(name, "weight"), SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.Single, false);

    /// <exception cref="ArgumentOutOfRangeException">The column is missing or has another type.</exception>
    internal static void Check(SchemaShape shape, SchemaShape.Column wanted, string role)
    {
        var found = shape.Find(wanted.Name, role);
        if (found.Kind != wanted.Kind || found.IsKey != wanted.IsKey || !found.ItemType.Equals(wanted.ItemType))
        {
            throw TrainingErrors.WrongType(role, wanted.Name, wanted.TypeName(), found.TypeName());
        }
    }

    private static string Named(string? name, string role)
        => string.IsNullOrWhiteSpace(name) ? throw new ArgumentNullException(role, $"The {role} column needs a name.") : name;
}
