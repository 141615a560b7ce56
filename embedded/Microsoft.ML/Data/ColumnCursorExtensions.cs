using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>Reads one column of a data view.</summary>
public static class ColumnCursorExtensions
{
    /// <summary>The values of a column, row by row; read anew at each enumeration.</summary>
    /// <typeparam name="T">The column's raw type; string for text, an array of the item type for vectors.</typeparam>
    /// <param name="data">The data.</param>
    /// <param name="columnName">The column.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column, or it cannot be read as <typeparamref name="T"/>.</exception>
    public static IEnumerable<T> GetColumn<T>(this IDataView data, string columnName)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentException.ThrowIfNullOrEmpty(columnName);
        return data.GetColumn<T>(data.Schema.Find(columnName));
    }

    /// <summary>The values of a column, row by row; read anew at each enumeration.</summary>
    /// <typeparam name="T">The column's raw type; string for text, an array of the item type for vectors.</typeparam>
    /// <param name="data">The data.</param>
    /// <param name="column">The column.</param>
    /// <exception cref="ArgumentOutOfRangeException">The column cannot be read as <typeparamref name="T"/>.</exception>
    public static IEnumerable<T> GetColumn<T>(this IDataView data, DataViewSchema.Column column)
    {
        ArgumentNullException.ThrowIfNull(data);
        return Read(data, column, Conversion<T>(column));
    }

    private static IEnumerable<T> Read<T>(IDataView data, DataViewSchema.Column column, Func<DataViewRow, DataViewSchema.Column, Func<T>> bind)
    {
        using var cursor = data.GetRowCursor([column]);
        var read = bind(cursor, cursor.Schema[column.Index]);
        while (cursor.MoveNext())
        {
            yield return read();
        }
    }

    private static Func<DataViewRow, DataViewSchema.Column, Func<T>> Conversion<T>(DataViewSchema.Column column)
    {
        if (typeof(T) == column.Type.RawType)
        {
            return Direct<T>;
        }

        if (typeof(T) == typeof(string) && column.Type is TextDataViewType)
        {
            return (row, c) => (Func<T>)(object)Text(row, c);
        }

        if (column.Type is VectorDataViewType vector && typeof(T).IsArray)
        {
            var item = typeof(T).GetElementType()!;
            if (item == typeof(string) && vector.ItemType is TextDataViewType)
            {
                return (row, c) => (Func<T>)(object)Texts(row, c);
            }

            if (item == vector.ItemType.RawType)
            {
                var array = typeof(ColumnCursorExtensions).GetMethod(nameof(Array), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(item);
                return (row, c) => (Func<T>)array.Invoke(null, [row, c])!;
            }
        }

        throw SchemaErrors.WrongType(column.Name, "source", typeof(T).ToString(), column.Type.ToString()!);
    }

    private static Func<T> Direct<T>(DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<T>(column);
        return () =>
        {
            // A value of its own for every row: vectors handed out must not share a buffer.
            T value = default!;
            getter(ref value);
            return value;
        };
    }

    private static Func<string> Text(DataViewRow row, DataViewSchema.Column column)
    {
        var read = Direct<ReadOnlyMemory<char>>(row, column);
        return () => read().ToString();
    }

    private static Func<string[]> Texts(DataViewRow row, DataViewSchema.Column column)
    {
        var read = Direct<VBuffer<ReadOnlyMemory<char>>>(row, column);
        return () => read().DenseValues().Select(static t => t.ToString()).ToArray();
    }

    private static Func<T[]> Array<T>(DataViewRow row, DataViewSchema.Column column)
    {
        var read = Direct<VBuffer<T>>(row, column);
        return () => read().DenseValues().ToArray();
    }
}
