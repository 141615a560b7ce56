using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>Reads values of any type as objects; each a value of its own that no later row changes.</summary>
internal static class BoxedGetters
{
    private static readonly MethodInfo s_create = typeof(BoxedGetters).GetMethod(nameof(CreateTyped), BindingFlags.NonPublic | BindingFlags.Static)!;

    public static Func<object> Create(DataViewRow row, DataViewSchema.Column column) =>
        s_create.MakeGenericMethod(column.Type.RawType).CreateDelegate<Func<DataViewRow, DataViewSchema.Column, Func<object>>>()(row, column);

    private static Func<object> CreateTyped<T>(DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<T>(column);
        return () =>
        {
            T value = default!;
            getter(ref value);
            return value!;
        };
    }
}
