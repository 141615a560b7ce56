using Microsoft.ML.Transforms;

namespace Microsoft.ML.Data;

/// <summary>The tests behind the filters of the catalog.</summary>
internal static class RowTests
{
    /// <summary>Keeps [lower, upper), and infinity where the upper bound is infinite.</summary>
    public static RowTest Range(DataViewSchema.Column column, double lower, double upper) =>
        new DelegateRowTest([column.Index], row => column.Type.RawType == typeof(float)
            ? Bind<float>(row, column, static v => v, lower, upper)
            : Bind<double>(row, column, static v => v, lower, upper));

    /// <summary>Keeps keys that stand at [lower, upper) of all.</summary>
    public static RowTest KeyRange(DataViewSchema.Column column, KeyDataViewType type, double lower, double upper) =>
        new DelegateRowTest([column.Index], row =>
        {
            var key = KeyGetters.AsUInt64(row, column);
            return () =>
            {
                var value = key();
                var place = (value - 0.5) / type.Count;
                return value > 0 && place >= lower && place < upper;
            };
        });

    /// <summary>Keeps rows without a missing value in the columns.</summary>
    public static RowTest NotMissing(DataViewSchema.Column[] columns)
    {
        foreach (var column in columns)
        {
            MissingValues.CheckSupported(column);
        }

        return new DelegateRowTest(columns.Select(static c => c.Index).ToArray(), row =>
        {
            var missing = columns.Select(column => MissingValues.AnyMissing(row, row.Schema[column.Index])).ToArray();
            return () => !missing.Any(static m => m());
        });
    }

    private static Func<bool> Bind<T>(DataViewRow row, DataViewSchema.Column column, Func<T, double> convert, double lower, double upper)
    {
        var getter = row.GetGetter<T>(column);
        T value = default!;
        var toInfinity = double.IsPositiveInfinity(upper);
        return () =>
        {
            getter(ref value);
            var number = convert(value);
            return number >= lower && (number < upper || (toInfinity && !double.IsNaN(number)));
        };
    }
}
