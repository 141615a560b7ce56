using MLNetTuning.Experiments.Tables;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Experiments.Features;

/// <summary>
/// What all words of a free text together say of the label: sums of log odds (naive Bayes), or of mean differences for a regression, shrunk by a few rows.
/// A training row's own sums come from the other inner folds.
/// </summary>
internal static class WordSums
{
    private const int MostWords = 5000;
    private const int FewestRows = 3;
    private const double Smoothing = 5;
    private const int InnerFolds = 5;
    private const int MostClasses = 10;
    private const double LeastShare = 1e-6;

    /// <summary>Fits the feature; null where there is no word to learn of, or too many classes.</summary>
    public static FittedFeature? Fit(TableColumn column, TableLabel label, int[] train, int[] validation, string output)
    {
        var words = Words(column, train);
        if (words.Count == 0 || label.Outputs > MostClasses)
        {
            return null;
        }

        var width = label.Outputs;
        var inner = Enumerable.Range(0, InnerFolds).Select(fold => Count(column, label, words, [.. train.Where((_, place) => place % InnerFolds == fold)])).ToArray();
        var whole = Total(inner, -1);
        string[] names = [.. words.OrderBy(word => word.Value).Select(word => word.Key)];
        var step = new WordSumStep(column.Name, output, names, Weights(whole, label, names.Length));
        var training = new FloatMatrix(train.Length, width);
        for (var fold = 0; fold < InnerFolds; fold++)
        {
            var others = new WordSumStep(column.Name, output, names, Weights(Total(inner, fold), label, names.Length));
            for (var place = fold; place < train.Length; place += InnerFolds)
            {
                others.Read(column.Words(train[place]), training.Row(place));
            }
        }

        var shown = new FloatMatrix(validation.Length, width);
        for (var place = 0; place < validation.Length; place++)
        {
            step.Read(column.Words(validation[place]), shown.Row(place));
        }

        return new FittedFeature(step, training, shown);
    }

    private static Dictionary<string, int> Words(TableColumn column, int[] rows) => rows
        .SelectMany(row => column.Words(row).Distinct(StringComparer.Ordinal))
        .CountBy(word => word, StringComparer.Ordinal)
        .Where(one => one.Value >= FewestRows)
        .OrderByDescending(one => one.Value).ThenBy(one => one.Key, StringComparer.Ordinal)
        .Take(MostWords)
        .Select((one, place) => (one.Key, place))
        .ToDictionary(one => one.Key, one => one.place, StringComparer.Ordinal);

    /// <summary>For each word, and behind them for all rows, how many rows have it and the sums of their labels (of each class for several).</summary>
    private static double[] Count(TableColumn column, TableLabel label, Dictionary<string, int> words, int[] rows)
    {
        var width = label.Outputs + 1;
        var counts = new double[(words.Count + 1) * width];
        foreach (var row in rows)
        {
            Add(words.Count, row);
            foreach (var word in column.Words(row).Distinct(StringComparer.Ordinal))
            {
                if (words.TryGetValue(word, out var place))
                {
                    Add(place, row);
                }
            }
        }

        return counts;

        void Add(int place, int row)
        {
            var value = label.Values[row];
            counts[place * width]++;
            if (label.Task == PredictionTask.Multiclass)
            {
                counts[(place * width) + 1 + (int)value]++;
            }
            else
            {
                counts[(place * width) + 1] += value;
            }
        }
    }

    private static double[] Total(double[][] parts, int without)
    {
        var total = new double[parts[0].Length];
        for (var part = 0; part < parts.Length; part++)
        {
            for (var i = 0; part != without && i < total.Length; i++)
            {
                total[i] += parts[part][i];
            }
        }

        return total;
    }

    private static FloatMatrix Weights(double[] counts, TableLabel label, int words)
    {
        var width = label.Outputs;
        var weights = new FloatMatrix(words, width);
        var all = Math.Max(1, counts[words * (width + 1)]);
        for (var k = 0; k < width; k++)
        {
            var prior = counts[(words * (width + 1)) + 1 + k] / all;
            for (var word = 0; word < words; word++)
            {
                weights.Row(word)[k] = (float)Weight(counts[word * (width + 1)], counts[(word * (width + 1)) + 1 + k], prior, label.Task);
            }
        }

        return weights;
    }

    private static double Weight(double count, double sum, double prior, PredictionTask task)
    {
        if (task == PredictionTask.Regression)
        {
            return (sum - (count * prior)) / (count + Smoothing);
        }

        prior = Math.Clamp(prior, LeastShare, 1 - LeastShare);
        var share = (sum + (Smoothing * prior)) / (count + Smoothing);
        return task == PredictionTask.Binary ? Math.Log(share / (1 - share)) - Math.Log(prior / (1 - prior)) : Math.Log(share / prior);
    }
}
