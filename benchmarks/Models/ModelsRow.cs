using Microsoft.ML.Data;

namespace MLNetTuning.Benchmarks.Models;

/// <summary>A made-up row: 30 numbers and a category.</summary>
internal sealed class ModelsRow
{
    public const int Count = 30;

    private static readonly string[] _plans = ["monthly", "yearly", "two years", "free", "trial"];

    [VectorType(Count)]
    public float[] Numbers { get; set; } = [];

    public string Plan { get; set; } = "";

    public bool Label { get; set; }

    /// <summary>Rows of one seed.</summary>
    public static ModelsRow[] Make(int rows)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, rows).Select(_ =>
        {
            float[] numbers = [.. Enumerable.Range(0, Count).Select(_ => (float)((random.NextDouble() * 2) - 1))];
            var plan = random.Next(_plans.Length);
            var score = numbers[0] + (2 * numbers[1] * numbers[2]) + (plan == 0 ? 1 : 0) + random.NextDouble() - 1;
            return new ModelsRow { Numbers = numbers, Plan = _plans[plan], Label = score > 0 };
        })];
    }
}
