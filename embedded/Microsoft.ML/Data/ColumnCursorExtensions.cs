using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>Reads single columns.</summary>
public static class ColumnCursorExtensions
{
    private static readonly MethodInfo s_arrays = typeof(ColumnCursorExtensions).GetMethod(nameof(Arrays), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>The values of a column, read as they are enumerated.</summary>
    /// <typeparam name="T">The raw type of the column; string for text, an array for a vector.</typeparam>
    /// <param name="data">The data.</param>
    /// <param name="columnName">The column.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column, or it is of another type.</exception>
    public static IEnumerable<T> GetColumn<T>(this IDataView data, string columnName)
    {
        ArgumentNullException.ThrowIfNull(data);
        return data.GetColumn<T>(data.Schema[columnName]);
    }

    /// <summary>The values of a column, read as they are enumerated.</summary>
    /// <typeparam name="T">The raw type of the column; string for text, an array for a vector.</typeparam>
    /// <param name="data">The data.</param>
    /// <param name="column">A column of its schema.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column, or it is of another type.</exception>
    public static IEnumerable<T> GetColumn<T>(this IDataView data, DataViewSchema.Column column)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (column.Index >= data.Schema.Count || data.Schema[column.Index].Name != column.Name || !data.Schema[column.Index].Type.Equals(column.Type))
        {
            throw new ArgumentOutOfRangeException(nameof(column), $"Column '{column.Name}' of type {column.Type} at {column.Index} is not in the data; its columns are {data.Schema.Names()}.");
        }

        if (column.Type.RawType == typeof(T))
        {
            return Values<T, T>(data, column, static v => v);
        }

        if (typeof(T) == typeof(string) && column.Type is TextDataViewType)
        {
            return (IEnumerable<T>)Values<ReadOnlyMemory<char>, string>(data, column, static v => v.ToString());
        }

        if (typeof(T) == typeof(string[]) && column.Type is VectorDataViewType { ItemType: TextDataViewType })
        {
            return (IEnumerable<T>)Values<VBuffer<ReadOnlyMemory<char>>, string[]>(
                data, column, static v => v.DenseValues().Select(static item => item.ToString()).ToArray());
        }

        if (typeof(T).IsSZArray && column.Type is VectorDataViewType vector && vector.ItemType.RawType == typeof(T).GetElementType())
        {
            return (IEnumerable<T>)s_arrays.MakeGenericMethod(vector.ItemType.RawType).Invoke(null, [data, column])!;
        }

        throw new ArgumentOutOfRangeException(nameof(column), $"Cannot map column (name: {column.Name}, type: {column.Type}) in data to the user-defined type, {typeof(T)}.");
    }

    private static IEnumerable<T[]> Arrays<T>(IDataView data, DataViewSchema.Column column) =>
        Values<VBuffer<T>, T[]>(data, column, static v => v.DenseValues().ToArray());

    private static IEnumerable<TOut> Values<TIn, TOut>(IDataView data, DataViewSchema.Column column, Func<TIn, TOut> convert)
    {
        using var cursor = data.GetRowCursor([column]);
        var getter = cursor.GetGetter<TIn>(cursor.Schema[column.Index]);
        TIn value = default!;
        while (cursor.MoveNext())
        {
            getter(ref value);
            yield return convert(value);
        }
    }
}
