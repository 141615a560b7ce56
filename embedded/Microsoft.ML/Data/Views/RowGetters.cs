using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>Helpers for getters of columns whose type is known only at run time.</summary>
internal static class RowGetters
{
    private static readonly MethodInfo s_get = typeof(RowGetters).GetMethod(nameof(GetTyped), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>The getter of a column of another row, whatever its type.</summary>
    public static Delegate Get(DataViewRow row, DataViewSchema.Column column) =>
        s_get.MakeGenericMethod(column.Type.RawType).CreateDelegate<Func<DataViewRow, DataViewSchema.Column, Delegate>>()(row, column);

    public static int CheckActive(DataViewSchema schema, bool[] active, DataViewSchema.Column column)
    {
        if (column.Index >= active.Length || !active[column.Index])
        {
            throw new ArgumentOutOfRangeException(nameof(column), $"Column '{column.Name}' is not among the active columns: name it when the cursor or row is made. Columns: {schema.Names()}.");
        }

        return column.Index;
    }

    public static ValueGetter<TValue> Cast<TValue>(Delegate getter, DataViewSchema.Column column) =>
        getter as ValueGetter<TValue>
        ?? throw new InvalidOperationException($"Column '{column.Name}' is of type {column.Type}, read as {column.Type.RawType}; it cannot be read as {typeof(TValue)}.");

    /// <summary>A getter that writes one value.</summary>
    public static ValueGetter<TValue> Constant<TValue>(TValue value) => (ref TValue target) => target = value;

    private static Delegate GetTyped<TValue>(DataViewRow row, DataViewSchema.Column column) => row.GetGetter<TValue>(column);
}
