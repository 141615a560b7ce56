using System.Reflection;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>What counts as missing: NaN and key 0. Text, integers and truth values are never missing.</summary>
internal static class MissingValues
{
    private static readonly MethodInfo s_scalar = typeof(MissingValues).GetMethod(nameof(OfScalar), BindingFlags.NonPublic | BindingFlags.Static)!;
    private static readonly MethodInfo s_vector = typeof(MissingValues).GetMethod(nameof(OfVector), BindingFlags.NonPublic | BindingFlags.Static)!;

    public const string Expected = "a type with a missing value: Single, Double or key";

    public delegate bool Test<T>(in T value);

    public static bool IsSupported(PrimitiveDataViewType item) =>
        item is KeyDataViewType || item.RawType == typeof(float) || item.RawType == typeof(double);

    public static void CheckSupported(DataViewSchema.Column column)
    {
        if (!IsSupported(column.Type.ItemType()))
        {
            throw SchemaErrors.WrongType(column.Name, "input", Expected, column.Type.ToString()!);
        }
    }

    /// <summary>Whether a value of the type is missing.</summary>
    public static Test<T> For<T>(PrimitiveDataViewType type)
    {
        Delegate test = type switch
        {
            KeyDataViewType => (Test<T>)((in T v) => EqualityComparer<T>.Default.Equals(v, default!)),
            _ when typeof(T) == typeof(float) => (Test<float>)((in float v) => float.IsNaN(v)),
            _ when typeof(T) == typeof(double) => (Test<double>)((in double v) => double.IsNaN(v)),
            _ => (Test<T>)((in T _) => false),
        };
        return (Test<T>)test;
    }

    /// <summary>Whether a column has a missing value at the current row, in any slot.</summary>
    public static Func<bool> AnyMissing(DataViewRow row, DataViewSchema.Column column) =>
        (column.Type is VectorDataViewType ? s_vector : s_scalar).MakeGenericMethod(column.Type.ItemType().RawType)
            .CreateDelegate<Func<DataViewRow, DataViewSchema.Column, Func<bool>>>()(row, column);

    private static Func<bool> OfScalar<T>(DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<T>(column);
        var test = For<T>(column.Type.ItemType());
        T value = default!;
        return () =>
        {
            getter(ref value);
            return test(value);
        };
    }

    private static Func<bool> OfVector<T>(DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<VBuffer<T>>(column);
        var test = For<T>(column.Type.ItemType());
        VBuffer<T> value = default;
        return () =>
        {
            getter(ref value);
            if (!value.IsDense && test(default!))
            {
                return true;
            }

            foreach (ref readonly var item in value.GetValues())
            {
                if (test(item))
                {
                    return true;
                }
            }

            return false;
        };
    }
}
