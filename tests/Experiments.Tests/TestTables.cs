using System.Globalization;
using System.Text;
using Microsoft.ML;

namespace MLNetTuning.Experiments.Tests;

/// <summary>Small tables made from a seed.</summary>
internal static class TestTables
{
    /// <summary>A text table with a number, a category, a number with missing values and a label that depends on all of them.</summary>
    internal static string Churn(int rows, int seed = 1)
    {
        var random = new Random(seed);
        var text = new StringBuilder("amount,plan,age,left\n");
        for (var i = 0; i < rows; i++)
        {
            var amount = random.NextDouble() * 10;
            var plan = new[] { "basic", "plus", "pro" }[random.Next(3)];
            var age = random.Next(18, 80);
            var score = (amount - 5) + (plan == "pro" ? -2 : plan == "plus" ? 0 : 2) + ((age - 45) / 20.0) + random.NextDouble();
            var shownAge = random.Next(10) == 0 ? string.Empty : age.ToString(CultureInfo.InvariantCulture);
            text.Append(CultureInfo.InvariantCulture, $"{amount:0.00},{plan},{shownAge},{(score > 0 ? "Yes" : "No")}\n");
        }

        return text.ToString();
    }

    internal sealed class Row
    {
        public bool Label { get; set; }

        public float X { get; set; }
    }

    internal static IDataView Rows(MLContext ml, int rows, Func<int, bool> label) =>
        ml.Data.LoadFromEnumerable(Enumerable.Range(0, rows).Select(i => new Row { Label = label(i), X = i }).ToArray());
}
