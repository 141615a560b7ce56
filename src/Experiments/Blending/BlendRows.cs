using MLNetTuning.Estimators.Validation;
using MLNetTuning.Trainers;

namespace MLNetTuning.Experiments.Blending;

/// <summary>What an ensemble is made from: predictions of rows that the models behind them did not see.</summary>
/// <param name="Task">The task.</param>
/// <param name="Predictions">Of each model: probabilities of class 1, of each class, or values.</param>
/// <param name="Labels">The labels.</param>
/// <param name="FoldOfRow">A fold for each row, numbered from 0, for all that is fitted on some rows and judged on others; rows that belong together share one.</param>
internal sealed record BlendRows(PredictionTask Task, IReadOnlyList<FloatMatrix> Predictions, float[] Labels, int[] FoldOfRow)
{
    /// <summary>Of each model, whether it learnt the logarithm of the label.</summary>
    public required IReadOnlyList<bool> LearntLogarithm { get; init; }

    /// <summary>Predictions a row.</summary>
    public int Outputs => Predictions[0].Columns;

    /// <summary>The folds, with those that have no row left out; null where fewer than two remain.</summary>
    public FoldAssignment? Folds
    {
        get
        {
            int[] known = [.. FoldOfRow.Distinct().Order()];
            return known.Length < 2 ? null : FoldAssignment.Of(Array.ConvertAll(FoldOfRow, fold => Array.BinarySearch(known, fold)));
        }
    }

    /// <summary>Some of the rows.</summary>
    public BlendRows Select(int[] rows) => this with
    {
        Predictions = [.. Predictions.Select(one => one.Select(rows))],
        Labels = Array.ConvertAll(rows, row => Labels[row]),
        FoldOfRow = Array.ConvertAll(rows, row => FoldOfRow[row]),
    };
}
