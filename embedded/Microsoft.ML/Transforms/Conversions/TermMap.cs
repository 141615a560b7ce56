using System.Reflection;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>The values a column can take, numbered from 1. Missing values and values not listed have number 0.</summary>
internal abstract class TermMap
{
    private static readonly MethodInfo s_learner = typeof(TermMap).GetMethod(nameof(Typed), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>The type of a value.</summary>
    public abstract PrimitiveDataViewType Type { get; }

    public abstract int Count { get; }

    /// <summary>Maps a column of the type to keys.</summary>
    public abstract Delegate CreateGetter(DataViewRow row, DataViewSchema.Column column);

    public abstract void AddKeyValues(DataViewSchema.Annotations.Builder builder, DataViewSchema.Column source, bool asText);

    public abstract void Write(ModelWriter writer);

    /// <summary>Starts learning the values of a column.</summary>
    public static ITermLearner Learn(DataViewRow row, DataViewSchema.Column column, int limit, bool sort) =>
        Create(column.Type.ItemType()).Learner(row, column, limit, sort);

    public static TermMap Read(ModelReader reader)
    {
        var type = SchemaFile.ReadType(reader);
        return type is PrimitiveDataViewType primitive and not RowIdDataViewType
            ? Create(primitive).Read(reader)
            : throw reader.Corrupt($"{type} is not the type of a value");
    }

    private static TermFactory Create(PrimitiveDataViewType type) =>
        s_learner.MakeGenericMethod(type.RawType).CreateDelegate<Func<PrimitiveDataViewType, TermFactory>>()(type);

    private static TermFactory Typed<T>(PrimitiveDataViewType type)
        where T : notnull => new TermFactory<T>(type);
}
