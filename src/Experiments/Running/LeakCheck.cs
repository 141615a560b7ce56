using System.Globalization;
using MLNetTuning.Experiments.Features;
using MLNetTuning.Experiments.Tables;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Encoding;
using MLNetTuning.Trainers.Metrics;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Experiments.Running;

/// <summary>Warns of columns that alone predict almost perfectly: they may hold what is known only afterwards.</summary>
internal static class LeakCheck
{
    private const int Rows = 10_000;

    // Of a wide table fewer rows are looked at first: some tenths of a second for all columns.
    private const int Values = 5_000_000;
    private const int FewRows = 500;
    private const int Bins = 50;
    private const double Suspicious = 0.99;

    public static IEnumerable<string> Warnings(FeatureLayout layout, TableLabel label)
    {
        if (label.Task == PredictionTask.Multiclass || label.Values.Length < 100)
        {
            yield break;
        }

        var rows = EvenRows.Of(label.Values.Length, Rows);
        var few = EvenRows.Of(label.Values.Length, Math.Max(FewRows, Values / Math.Max(1, layout.Values.Columns)));
        few = few.Length < rows.Length ? few : rows;
        var column = 0;
        foreach (var feature in layout.Features.Where(feature => !feature.IsFitted))
        {
            var width = feature.Kind == FeatureKind.Date ? DateStep.Parts : feature.Column.Size;
            var first = column;
            column += width;
            for (var i = first; i < column; i++)
            {
                var isCategory = layout.Kinds[i] == ColumnKind.Category;
                var score = Score(layout.Values, i, isCategory, label, few);
                if (score > Suspicious && few.Length < rows.Length)
                {
                    score = Score(layout.Values, i, isCategory, label, rows);
                }

                if (score > Suspicious)
                {
                    yield return string.Create(CultureInfo.InvariantCulture,
                        $"Column '{feature.Column.Name}' alone predicts '{label.Name}' almost perfectly ({(label.Task == PredictionTask.Binary ? "AUC" : "R squared")} {score:0.000}). If it is only known afterwards, leave it out.");
                    break;
                }
            }
        }
    }

    /// <summary>AUC or R squared of the mean label by bin, learnt on every other row and judged on the rest.</summary>
    private static double Score(FloatMatrix values, int column, bool isCategory, TableLabel label, int[] rows)
    {
        float[] sorted = [.. rows.Select(row => values.Row(row)[column]).Where(value => !float.IsNaN(value)).Order()];
        if (sorted.Length == 0)
        {
            return 0;
        }

        float[] edges = [.. Enumerable.Range(1, Bins - 1).Select(i => sorted[(long)i * sorted.Length / Bins]).Distinct()];
        var sums = new Dictionary<int, (double Sum, int Count)>();
        var mean = rows.Average(row => (double)label.Values[row]);
        for (var i = 0; i < rows.Length; i += 2)
        {
            var bin = Bin(values.Row(rows[i])[column]);
            var (sum, count) = sums.GetValueOrDefault(bin);
            sums[bin] = (sum + label.Values[rows[i]], count + 1);
        }

        int[] judged = [.. rows.Where((_, i) => i % 2 == 1)];
        float[] labels = [.. judged.Select(row => label.Values[row])];
        float[] predicted = [.. judged.Select(row => sums.TryGetValue(Bin(values.Row(row)[column]), out var one) ? (float)(one.Sum / one.Count) : (float)mean)];
        return label.Task == PredictionTask.Binary ? BinaryMetrics.AreaUnderRocCurve(predicted, labels) : RegressionMetrics.RSquared(predicted, labels);

        int Bin(float value) => float.IsNaN(value) ? -1 : isCategory ? (int)value : ~Array.BinarySearch(edges, value) is >= 0 and var place ? place : Array.BinarySearch(edges, value) + 1;
    }
}
