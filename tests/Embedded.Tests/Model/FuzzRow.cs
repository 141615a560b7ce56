using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetTuning.Embedded.Tests.Model;

/// <summary>A row of the models that the fuzz test damages.</summary>
internal sealed class FuzzRow
{
    public float Number { get; set; }

    public string Category { get; set; } = "";

    public string Text { get; set; } = "";

    [VectorType(3)]
    public float[] Vector { get; set; } = [0, 0, 0];

    public bool Flag { get; set; }

    public float Target { get; set; }

    public static IDataView Load(MLContext ml) => ml.Data.LoadFromEnumerable(Enumerable.Range(0, 60).Select(static i => new FuzzRow
    {
        Number = i % 7 == 0 ? float.NaN : i,
        Category = $"c{i % 4}",
        Text = i % 2 == 0 ? "red apples are good" : "a blue sky, again",
        Vector = [i % 5, -i, i * i],
        Flag = (i * 7 % 10) > 4,
        Target = i * 0.5f,
    }));
}
