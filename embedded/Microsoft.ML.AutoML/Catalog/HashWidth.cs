using System.Numerics;
using Microsoft.ML.Data;

namespace Microsoft.ML.AutoML;

/// <summary>
/// How wide hashed categories must be. The packages take 65,536 slots for every column; this host's trainers hold features densely, so the width
/// follows the categories there are: eight slots and more for each, which leaves few of them to share one.
/// </summary>
internal static class HashWidth
{
    private const int RowLimit = 1000;
    private const int FewestBits = 4;
    private const int MostBits = 12;

    // A power of 2: eight slots for each category.
    private const int SpareBits = 3;

    public static int Of(MLContext context, IDataView data, string[] columns)
    {
        var head = context.Data.TakeRows(data, RowLimit);
        var most = columns.Max(name => CountDistinct(head, head.Schema[name]));
        return Math.Clamp(BitOperations.Log2((uint)Math.Max(1, most - 1)) + 1 + SpareBits, FewestBits, MostBits);
    }

    private static int CountDistinct(IDataView data, DataViewSchema.Column column) => column.Type switch
    {
        TextDataViewType => CountDistinct<ReadOnlyMemory<char>>(data, column, text => text.ToString()),
        NumberDataViewType number when number == NumberDataViewType.Single => CountDistinct<float>(data, column, value => value),
        BooleanDataViewType => 2,
        _ => RowLimit,
    };

    private static int CountDistinct<T>(IDataView data, DataViewSchema.Column column, Func<T, object> key)
    {
        using var cursor = data.GetRowCursor([column]);
        var getter = cursor.GetGetter<T>(column);
        var seen = new HashSet<object>();
        T value = default!;
        while (cursor.MoveNext())
        {
            getter(ref value);
            seen.Add(key(value));
        }

        return seen.Count;
    }
}
