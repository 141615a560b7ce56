namespace Microsoft.ML.Data;

/// <summary>
/// Gives every row a number within 0 to 1 that decides on which side of a split it falls: drawn from the seed and the place of the row, or
/// from its sampling key, so that rows of one key stay together.
/// </summary>
internal sealed class SplitNumbers
{
    private const int DefaultSeed = 42;

    private readonly int[] _columns;
    private readonly Func<DataViewRow, Func<double>> _bind;

    private SplitNumbers(int[] columns, Func<DataViewRow, Func<double>> bind)
    {
        _columns = columns;
        _bind = bind;
    }

    /// <summary>Numbers for a data view.</summary>
    /// <param name="data">The data.</param>
    /// <param name="keyColumn">The sampling key; null for none.</param>
    /// <param name="seed">Null takes a fixed seed: a split is the same each time.</param>
    public static SplitNumbers Create(IDataView data, string? keyColumn, int? seed)
    {
        var start = (ulong)(uint)(seed ?? DefaultSeed);
        if (keyColumn is null)
        {
            return new SplitNumbers([], _ => ByPlace(start));
        }

        var column = data.Schema.Find(keyColumn, "sampling key");
        var type = column.Type;
        if (type is KeyDataViewType key)
        {
            return new SplitNumbers([column.Index], row => ByKey(row, column, key));
        }

        if (type.Equals(NumberDataViewType.Single) || type.Equals(NumberDataViewType.Double))
        {
            var range = new Lazy<(double Min, double Max)>(() => Range(data, column));
            return new SplitNumbers([column.Index], row => ByValue(row, column, range.Value));
        }

        return new SplitNumbers([column.Index], row => ByHash(row, column, start));
    }

    /// <summary>The rows whose number is within [<paramref name="from"/>, <paramref name="to"/>), or all others.</summary>
    public RowTest Within(double from, double to, bool complement)
    {
        // Numbers of sampling keys reach 1: the last part takes it.
        var limit = to >= 1 ? double.PositiveInfinity : to;
        return new DelegateRowTest(_columns, row =>
        {
            var number = _bind(row);
            return () =>
            {
                var value = number();

                // A row without a sampling key is on neither side.
                return (value >= from && value < limit) != complement && !double.IsNaN(value);
            };
        });
    }

    private static Func<double> ByPlace(ulong seed)
    {
        var place = 0UL;
        return () => ToUnit(Hashing.Mix(Hashing.Mix(seed) + place++));
    }

    private static Func<double> ByKey(DataViewRow row, DataViewSchema.Column column, KeyDataViewType type)
    {
        var key = KeyGetters.AsUInt64(row, column);
        return () => key() is var value && value > 0 ? (value - 0.5) / type.Count : double.NaN;
    }

    private static Func<double> ByValue(DataViewRow row, DataViewSchema.Column column, (double Min, double Max) range)
    {
        var getter = Numbers(row, column);
        return () =>
        {
            var number = getter();
            var value = (number - range.Min) / (range.Max - range.Min);
            return double.IsFinite(value) || double.IsNaN(number) ? value : 0;
        };
    }

    private static Func<double> ByHash(DataViewRow row, DataViewSchema.Column column, ulong seed)
    {
        var hash = Hashing.Getter(row, column, Hashing.Mix(seed));
        return () => ToUnit(hash());
    }

    private static (double Min, double Max) Range(IDataView data, DataViewSchema.Column column)
    {
        using var cursor = data.GetRowCursor([column]);
        var getter = Numbers(cursor, cursor.Schema[column.Index]);
        var (min, max) = (double.PositiveInfinity, double.NegativeInfinity);
        while (cursor.MoveNext())
        {
            var value = getter();
            if (!double.IsNaN(value))
            {
                min = Math.Min(min, value);
                max = Math.Max(max, value);
            }
        }

        return (min, max);
    }

    private static Func<double> Numbers(DataViewRow row, DataViewSchema.Column column)
    {
        if (column.Type.Equals(NumberDataViewType.Single))
        {
            var single = row.GetGetter<float>(column);
            float value = 0;
            return () =>
            {
                single(ref value);
                return value;
            };
        }

        var getter = row.GetGetter<double>(column);
        double number = 0;
        return () =>
        {
            getter(ref number);
            return number;
        };
    }

    private static double ToUnit(ulong hash) => (hash >> 11) * (1.0 / (1UL << 53));
}
