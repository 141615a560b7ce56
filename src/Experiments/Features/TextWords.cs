using MLNetTuning.Experiments.Tables;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Experiments.Features;

/// <summary>A column of free text as its length and the words that many rows share.</summary>
internal static class TextWords
{
    private const int MostWords = 60;
    private const int FewestRows = 5;
    private const double SmallestShare = 0.005;
    private const double LargestShare = 0.95;

    /// <summary>Fits the feature: the list of words is that of the training rows.</summary>
    public static FittedFeature Fit(TableColumn column, int[] train, int[] validation, string output)
    {
        var step = new WordsStep(column.Name, output, Words(column, train));
        return new FittedFeature(step, Fill(column, step, train), Fill(column, step, validation));
    }

    private static string[] Words(TableColumn column, int[] rows)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            foreach (var word in column.Words(row).Distinct(StringComparer.Ordinal))
            {
                counts[word] = counts.GetValueOrDefault(word) + 1;
            }
        }

        var fewest = Math.Max(FewestRows, SmallestShare * rows.Length);
        return [.. counts.Where(one => one.Value >= fewest && one.Value <= LargestShare * rows.Length)
            .OrderByDescending(one => one.Value).ThenBy(one => one.Key, StringComparer.Ordinal).Take(MostWords).Select(one => one.Key)];
    }

    private static FloatMatrix Fill(TableColumn column, WordsStep step, int[] rows)
    {
        var values = new FloatMatrix(rows.Length, step.Width);
        for (var place = 0; place < rows.Length; place++)
        {
            step.Read(column.Text(rows[place]).Length, column.Words(rows[place]), values.Row(place));
        }

        return values;
    }
}
