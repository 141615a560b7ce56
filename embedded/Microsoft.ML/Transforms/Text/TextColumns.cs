using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms.Text;

/// <summary>Checks of columns of text.</summary>
internal static class TextColumns
{
    public const string AnyText = "String or vector of String";
    public const string VectorOfText = "vector of String";

    public static SchemaShape.Column Check(SchemaShape.Column column, string expected, bool vectorOnly = false) =>
        column.ItemType is TextDataViewType && !(vectorOnly && column.Kind == SchemaShape.Column.VectorKind.Scalar)
            ? column
            : throw SchemaErrors.WrongType(column.Name, "input", expected, column.TypeName());

    public static void Check(DataViewSchema.Column[] columns, string expected, bool vectorOnly = false)
    {
        foreach (var column in columns)
        {
            if (column.Type.ItemType() is not TextDataViewType || (vectorOnly && column.Type is not VectorDataViewType))
            {
                throw SchemaErrors.WrongType(column.Name, "input", expected, column.Type.ToString()!);
            }
        }
    }

    /// <summary>Scalar stays scalar, a vector gets a size that differs by row.</summary>
    public static SchemaShape.Column.VectorKind Varying(SchemaShape.Column.VectorKind kind) =>
        kind == SchemaShape.Column.VectorKind.Scalar ? kind : SchemaShape.Column.VectorKind.VariableVector;

    /// <summary>Writes a list into a dense vector.</summary>
    public static void Write<T>(List<T> items, ref VBuffer<T> target)
    {
        var editor = VBufferEditor.Create(ref target, items.Count);
        items.CopyTo(editor.Values);
        target = editor.Commit();
    }
}
