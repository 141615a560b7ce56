using MLNetTuning.Estimators.Validation;
using MLNetTuning.Experiments.Features;
using MLNetTuning.Experiments.Tables;
using MLNetTuning.Trainers;

namespace MLNetTuning.Experiments.Running;

/// <summary>The splits of an experiment, the same for all models. Equal rows and rows of one group stand on one side of each.</summary>
internal static class SplitPlan
{
    private const int SmallFolds = 5;
    private const int FewRows = 1000;
    private const int SomeRows = 5000;
    private const int ManyRows = 50_000;
    private const int MostHoldoutRows = 20_000;
    private const double LargestHoldout = 0.2;

    /// <summary>Values of which one copy a fold is too much.</summary>
    private const long MostValues = 100_000_000;

    /// <summary>Splits the rows.</summary>
    /// <param name="label">The label.</param>
    /// <param name="settings">What is asked for.</param>
    /// <param name="groups">The group of each row: rows of one group stay together.</param>
    /// <param name="times">When each row was, or null.</param>
    /// <param name="isSlow">Whether five folds of the usual model take too long.</param>
    /// <param name="columns">How many columns models read.</param>
    public static IReadOnlyList<Split> Make(TableLabel label, ExperimentSettings settings, int[] groups, float[]? times, Func<bool> isSlow, int columns = 1)
    {
        var rows = label.Values.Length;
        if (times is not null)
        {
            return [ByTime(times, HoldoutRows(rows, settings))];
        }

        if (groups.Distinct().Count() < 2)
        {
            throw new InvalidDataException("All rows belong to one group, so none can judge what is learnt from the others. Give data of two groups or more, or name another group column.");
        }

        if (settings.Validation == ExperimentValidation.Holdout || (settings.Validation == ExperimentValidation.Auto && (rows > ManyRows || (long)rows * columns > MostValues)))
        {
            return [Holdout(label, settings, groups)];
        }

        var (folds, repeats) = settings.Validation == ExperimentValidation.CrossValidation ? (settings.Folds, 1)
            : columns > ColumnChoice.Many && rows <= SomeRows ? (SmallFolds, 1)
            : rows < FewRows ? (5, 3)
            : rows <= SomeRows ? (8, 1)
            : (isSlow() ? 3 : 5, 1);
        folds = Math.Min(folds, groups.Distinct().Count());
        Split[] splits = [.. Enumerable.Range(0, repeats).SelectMany(repeat => Folds(label, groups, folds, settings.Seed + repeat))];
        return splits.Length > 0 ? splits : [First(groups)];
    }

    private static IEnumerable<Split> Folds(TableLabel label, int[] groups, int folds, int seed)
    {
        var assignment = FoldAssignment.Stratified(label.Values, label.Task == PredictionTask.Regression, folds, seed);
        var foldOfRow = Together(groups, assignment.FoldOfRow);
        for (var fold = 0; fold < folds; fold++)
        {
            var one = Split(foldOfRow, fold);
            if (one.Validation.Length > 0 && one.Train.Length > 0)
            {
                yield return one;
            }
        }
    }

    private static Split Holdout(TableLabel label, ExperimentSettings settings, int[] groups)
    {
        var share = (double)HoldoutRows(label.Values.Length, settings) / label.Values.Length;
        var marks = FoldAssignment.StratifiedShare(label.Values, label.Task == PredictionTask.Regression, share, settings.Seed);
        var split = Split(Together(groups, Array.ConvertAll(marks, mark => mark ? 1 : 0)), 1);

        // Of classes of a row or two a share of each may be nothing, and groups may take all rows to one side.
        return split.Validation.Length > 0 && split.Train.Length > 0 ? split
            : Folds(label, groups, Math.Min(SmallFolds, groups.Distinct().Count()), settings.Seed).FirstOrDefault() ?? First(groups);
    }

    private static int HoldoutRows(int rows, ExperimentSettings settings) => settings.HoldoutShare is { } share
        ? Math.Clamp((int)(share * rows), 1, rows - 1)
        : Math.Max(1, (int)Math.Min(Math.Clamp(rows / 10, SomeRows, MostHoldoutRows), LargestHoldout * rows));

    private static Split ByTime(float[] times, int held)
    {
        // Rows without a time count as the earliest; rows of the time at which the later part begins belong to it.
        int[] order = [.. Enumerable.Range(0, times.Length).OrderBy(row => float.IsNaN(times[row]) ? float.NegativeInfinity : times[row])];
        var first = times.Length - held;
        while (first > 1 && times[order[first - 1]] == times[order[first]])
        {
            first--;
        }

        return new Split([.. order.Take(first).Order()], [.. order.Skip(first).Order()]);
    }

    private static Split First(int[] groups) => Split(Array.ConvertAll(groups, group => group == groups[0] ? 1 : 0), 1);

    /// <summary>Gives all rows of a group the fold of its first.</summary>
    private static int[] Together(int[] groups, ReadOnlySpan<int> foldOfRow)
    {
        var first = new Dictionary<int, int>();
        var result = new int[foldOfRow.Length];
        for (var row = 0; row < result.Length; row++)
        {
            if (!first.TryGetValue(groups[row], out var fold))
            {
                first.Add(groups[row], fold = foldOfRow[row]);
            }

            result[row] = fold;
        }

        return result;
    }

    private static Split Split(int[] foldOfRow, int fold)
    {
        var train = new List<int>(foldOfRow.Length);
        var validation = new List<int>();
        for (var row = 0; row < foldOfRow.Length; row++)
        {
            (foldOfRow[row] == fold ? validation : train).Add(row);
        }

        return new Split([.. train], [.. validation]);
    }
}
