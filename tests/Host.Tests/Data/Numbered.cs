using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetTuning.Host.Tests.Data;

/// <summary>Rows that carry their number, and columns of other types derived from it.</summary>
internal sealed class Numbered
{
    public int Index { get; set; }

    public float Value { get; set; }

    public string Group { get; set; } = "";

    [KeyType(10)]
    public uint Key { get; set; }

    public static IDataView Load(MLContext ml, int count, bool streamed = false)
    {
        var rows = Enumerable.Range(0, count).Select(static i => new Numbered
        {
            Index = i,
            Value = i % 7 == 3 ? float.NaN : i,
            Group = $"g{i % 17}",
            Key = (uint)(i % 10),
        });
        return ml.Data.LoadFromEnumerable(streamed ? rows : rows.ToArray());
    }

    public static int[] Indices(IDataView data) => data.GetColumn<int>(nameof(Index)).ToArray();
}
