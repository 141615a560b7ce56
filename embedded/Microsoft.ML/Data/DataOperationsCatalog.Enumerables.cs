using Microsoft.ML.Data;

namespace Microsoft.ML;

public sealed partial class DataOperationsCatalog
{
    /// <summary>Objects as a data view, one row each; they are read in every pass anew, so leave them as they are.</summary>
    /// <typeparam name="TRow">A class whose public fields and properties are the columns.</typeparam>
    /// <param name="data">The objects.</param>
    /// <param name="schemaDefinition">How the members are columns; null for what the class and its attributes say.</param>
    /// <exception cref="ArgumentException">A member has no column type.</exception>
    public IDataView LoadFromEnumerable<TRow>(IEnumerable<TRow> data, SchemaDefinition? schemaDefinition = null)
        where TRow : class
    {
        ArgumentNullException.ThrowIfNull(data);
        return new EnumerableDataView<TRow>(data, TypedMember.Of(typeof(TRow), schemaDefinition, SchemaDefinition.Direction.Read));
    }

    /// <summary>Objects as a data view, with types and annotations from a schema for the columns it names.</summary>
    /// <typeparam name="TRow">A class whose public fields and properties are the columns.</typeparam>
    /// <param name="data">The objects.</param>
    /// <param name="schema">The schema.</param>
    public IDataView LoadFromEnumerable<TRow>(IEnumerable<TRow> data, DataViewSchema schema)
        where TRow : class
    {
        ArgumentNullException.ThrowIfNull(data);
        return LoadFromEnumerable(data, SchemaDefinition.Create(typeof(TRow), schema));
    }

    /// <summary>The rows of a data view as objects, read as they are enumerated.</summary>
    /// <typeparam name="TRow">A class whose public fields and properties take the columns of the same names.</typeparam>
    /// <param name="data">The data.</param>
    /// <param name="reuseRowObject">Whether the same object is given for every row.</param>
    /// <param name="ignoreMissingColumns">Whether members without a column are left as they are; otherwise they are an error.</param>
    /// <param name="schemaDefinition">How the members are columns; null for what the class and its attributes say.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing.</exception>
    /// <exception cref="InvalidOperationException">A column and its member differ in type.</exception>
    public IEnumerable<TRow> CreateEnumerable<TRow>(
        IDataView data, bool reuseRowObject, bool ignoreMissingColumns = false, SchemaDefinition? schemaDefinition = null)
        where TRow : class, new()
    {
        ArgumentNullException.ThrowIfNull(data);
        var bound = TypedWriter<TRow>.Bind(data.Schema, ignoreMissingColumns, schemaDefinition);
        return Enumerate<TRow>(data, bound, reuseRowObject);
    }

    private static IEnumerable<TRow> Enumerate<TRow>(IDataView data, (TypedMember Member, DataViewSchema.Column Column)[] bound, bool reuse)
        where TRow : class, new()
    {
        using var cursor = data.GetRowCursor(bound.Select(static b => b.Column));
        var writer = TypedWriter<TRow>.Create(cursor, bound);
        var row = new TRow();
        while (cursor.MoveNext())
        {
            if (!reuse)
            {
                row = new TRow();
            }

            writer.Write(row);
            yield return row;
        }
    }
}
