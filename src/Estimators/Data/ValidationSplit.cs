using MLNetTuning.Trainers;

namespace MLNetTuning.Estimators.Data;

/// <summary>Sets a share of the rows aside, by class, in an order that depends on the seed alone.</summary>
internal static class ValidationSplit
{
    /// <summary>Below this many rows none are set aside.</summary>
    public const int LeastRows = 40;

    /// <summary>The rows as a part to train on and a part set aside, which is null when the share or the rows are too few.</summary>
    public static (TrainingData Train, TrainingData? Validation) Parts(TrainingData rows, PredictionTask task, double fraction, int seed)
    {
        if (fraction == 0 || rows.Rows < LeastRows)
        {
            return (rows, null);
        }

        var (train, aside) = Make(rows.Labels, task, fraction, seed);
        return aside.Length == 0 ? (rows, null) : (rows.Select(train), rows.Select(aside));
    }

    /// <summary>The rows to train on and the rows set aside, each in ascending order. Every class keeps a row to train on.</summary>
    public static (int[] Train, int[] Validation) Make(float[] labels, PredictionTask task, double fraction, int seed)
    {
        var random = new Random(seed);
        var groups = task == PredictionTask.Regression
            ? [[.. Enumerable.Range(0, labels.Length)]]
            : Enumerable.Range(0, labels.Length).GroupBy(row => labels[row]).OrderBy(group => group.Key).Select(group => group.ToArray()).ToArray();
        var aside = new bool[labels.Length];
        foreach (var group in groups)
        {
            random.Shuffle(group);
            var count = Math.Min((int)Math.Round(group.Length * fraction, MidpointRounding.AwayFromZero), group.Length - 1);
            foreach (var row in group.AsSpan(0, count))
            {
                aside[row] = true;
            }
        }

        var rows = Enumerable.Range(0, labels.Length).ToLookup(row => aside[row]);
        return ([.. rows[false]], [.. rows[true]]);
    }
}
