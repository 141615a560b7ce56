using MLNetTuning.Experiments.Tables;
using MLNetTuning.Trainers;

namespace MLNetTuning.Experiments.Features;

/// <summary>
/// A column of many levels as how often each came and the mean label of its rows, shrunk towards the mean of all (D. Micci-Barreca, 2001).
/// A training row's own mean comes from the other inner folds.
/// </summary>
internal static class TargetMeans
{
    private const double Smoothing = 20;
    private const int InnerFolds = 5;
    private const int MostClasses = 10;

    /// <summary>Numbers a level becomes: a count and one mean, or one for each of up to 10 classes.</summary>
    public static int Width(TableLabel label) => 1 + (label.Outputs <= MostClasses ? label.Outputs : 0);

    /// <summary>Fits the feature.</summary>
    public static FittedFeature Fit(TableColumn column, TableLabel label, int[] train, int[] validation, string output)
    {
        var width = Width(label);
        var prior = Prior(label, train, width, static _ => true);
        var whole = Sums(column, label, train, width, static _ => true);
        var training = new FloatMatrix(train.Length, width);
        for (var inner = 0; inner < InnerFolds; inner++)
        {
            var kept = inner;
            bool IsOther(int place) => place % InnerFolds != kept;
            var others = Codes(column, Sums(column, label, train, width, IsOther), Prior(label, train, width, IsOther), width, InnerFolds / (InnerFolds - 1.0));
            for (var place = inner; place < train.Length; place += InnerFolds)
            {
                others.Row(Level(column, train[place])).CopyTo(training.Row(place));
            }
        }

        var codes = Codes(column, whole, prior, width, 1);
        var shown = new FloatMatrix(validation.Length, width);
        for (var place = 0; place < validation.Length; place++)
        {
            codes.Row(Level(column, validation[place])).CopyTo(shown.Row(place));
        }

        var unknown = new float[width];
        Array.ConvertAll(prior, value => (float)value).CopyTo(unknown, 1);
        var levels = new FloatMatrix(column.Levels.Count, width, codes.Values[..(column.Levels.Count * width)]);
        return new FittedFeature(CategorySteps.Coding(column, output, levels, codes.Row(column.Levels.Count).ToArray(), unknown), training, shown);
    }

    private static int Level(TableColumn column, int row) => column.Codes![row] < 0 ? column.Levels.Count : column.Codes[row];

    private static double[] Prior(TableLabel label, int[] rows, int width, Func<int, bool> counts)
    {
        var sums = new double[width - 1];
        var counted = 0;
        for (var place = 0; place < rows.Length; place++)
        {
            if (counts(place))
            {
                Add(sums, label, rows[place]);
                counted++;
            }
        }

        return Array.ConvertAll(sums, sum => sum / Math.Max(1, counted));
    }

    private static double[] Sums(TableColumn column, TableLabel label, int[] rows, int width, Func<int, bool> counts)
    {
        var sums = new double[(column.Levels.Count + 1) * width];
        for (var place = 0; place < rows.Length; place++)
        {
            if (counts(place))
            {
                var start = Level(column, rows[place]) * width;
                sums[start]++;
                Add(sums.AsSpan(start + 1, width - 1), label, rows[place]);
            }
        }

        return sums;
    }

    private static void Add(Span<double> sums, TableLabel label, int row)
    {
        if (sums.Length > 1)
        {
            sums[(int)label.Values[row]]++;
        }
        else if (sums.Length == 1)
        {
            sums[0] += label.Values[row];
        }
    }

    /// <param name="column">The column.</param>
    /// <param name="sums">Count and label sums of each level.</param>
    /// <param name="prior">The means of all rows.</param>
    /// <param name="width">Numbers a level.</param>
    /// <param name="scale">By how much more rows there are than were counted, so that counts of training and new rows compare.</param>
    private static FloatMatrix Codes(TableColumn column, double[] sums, double[] prior, int width, double scale)
    {
        var codes = new FloatMatrix(column.Levels.Count + 1, width);
        for (var level = 0; level < codes.Rows; level++)
        {
            var count = sums[level * width];
            codes.Row(level)[0] = (float)Math.Log(1 + (count * scale));
            for (var k = 1; k < width; k++)
            {
                codes.Row(level)[k] = (float)((sums[(level * width) + k] + (Smoothing * prior[k - 1])) / (count + Smoothing));
            }
        }

        return codes;
    }
}
