namespace Microsoft.ML.Data;

/// <summary>The shapes of the common annotations.</summary>
internal static class Shapes
{
    public static SchemaShape.Column IsNormalized { get; } = SchemaShape.Column.Create(AnnotationUtils.Kinds.IsNormalized, BooleanDataViewType.Instance);

    public static SchemaShape.Column SlotNames { get; } =
        new(AnnotationUtils.Kinds.SlotNames, SchemaShape.Column.VectorKind.Vector, TextDataViewType.Instance, false);

    public static SchemaShape.Column CategoricalSlotRanges { get; } =
        new(AnnotationUtils.Kinds.CategoricalSlotRanges, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Int32, false);

    public static SchemaShape.Column KeyValues(DataViewType itemType, bool isKey = false) =>
        new(AnnotationUtils.Kinds.KeyValues, SchemaShape.Column.VectorKind.Vector, itemType, isKey);

    /// <summary>Whether a column will have an annotation of this kind.</summary>
    public static bool Has(this SchemaShape.Column column, string kind) => column.Annotations.TryFindColumn(kind, out _);

    /// <summary>The annotations of a column of the kinds named.</summary>
    public static SchemaShape Keep(this SchemaShape annotations, params string[] kinds) => new(annotations.Where(a => kinds.Contains(a.Name)));
}
