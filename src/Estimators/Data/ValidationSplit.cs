using MLNetTuning.Trainers;

namespace MLNetTuning.Estimators.Data;

/// <summary>Sets a share of the rows aside, by class, in an order that depends on the seed alone.</summary>
internal static class ValidationSplit
{
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
