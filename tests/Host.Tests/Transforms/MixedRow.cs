using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetTuning.Host.Tests.Transforms;

/// <summary>A row with a number, a category, a vector and a truth value.</summary>
internal sealed class MixedRow
{
    public float Number { get; set; }

    public string Category { get; set; } = "";

    [VectorType(2)]
    public float[] Vector { get; set; } = [0, 0];

    public bool Flag { get; set; }

    public static IDataView Load(MLContext ml) => ml.Data.LoadFromEnumerable<MixedRow>(
    [
        new() { Number = 1, Category = "x", Vector = [1, 10], Flag = true },
        new() { Number = 2, Category = "y", Vector = [2, 20] },
        new() { Number = float.NaN, Category = "x", Vector = [3, float.NaN], Flag = true },
        new() { Number = 4, Category = "", Vector = [0, 0] },
        new() { Number = 5, Category = "z", Vector = [5, -10] },
    ]);

    public static string[] SlotNames(DataViewSchema.Column column)
    {
        VBuffer<ReadOnlyMemory<char>> names = default;
        column.GetSlotNames(ref names);
        return names.DenseValues().Select(static n => n.ToString()).ToArray();
    }
}
