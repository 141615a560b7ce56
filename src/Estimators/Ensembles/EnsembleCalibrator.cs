using MLNetTuning.Estimators.Validation;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Estimators.Ensembles;

/// <summary>Puts a calibration on an average, fitted on out-of-fold predictions and kept only when it helps on rows it was not fitted on.</summary>
internal sealed class EnsembleCalibrator(PredictionTask task, float[] labels, float[]? weights, FoldAssignment folds)
{
    private const int IsotonicRows = 1000;

    /// <summary>The method that these rows allow; a note says so when it is another than asked for.</summary>
    public CalibrationMethod Allowed(CalibrationMethod asked, AveragingKind averaging, List<string> notes)
    {
        var method = asked == CalibrationMethod.None && averaging == AveragingKind.Rank ? CalibrationMethod.Platt : asked;
        if (method == CalibrationMethod.Isotonic && Math.Min(labels.Count(label => label == 1), labels.Count(label => label == 0)) < IsotonicRows)
        {
            notes.Add($"Isotonic calibration needs {IsotonicRows} rows of each class; Platt's line took its place.");
            return CalibrationMethod.Platt;
        }

        return method;
    }

    /// <summary>The calibrated average.</summary>
    /// <param name="average">The average as it is.</param>
    /// <param name="predictions">Its out-of-fold predictions as it makes them: probabilities, or mean ranks.</param>
    /// <param name="method">The calibration.</param>
    /// <param name="must">Whether it is kept in any case, as ranks need it.</param>
    /// <returns>The average, with the calibration or without, its calibrated predictions, and whether the calibration was kept.</returns>
    public (AveragingCombiner Average, FloatMatrix Predictions, bool Kept) Calibrate(AveragingCombiner average, FloatMatrix predictions, CalibrationMethod method, bool must)
    {
        var ranks = average.Averaging == AveragingKind.Rank;
        var loss = EnsembleLoss.For(task);
        var crossFitted = new FloatMatrix(predictions.Rows, predictions.Columns);
        for (var fold = 0; fold < folds.Count; fold++)
        {
            var seen = folds.RowsOf(fold, inside: false);
            var unseen = folds.RowsOf(fold, inside: true);
            var fitted = FittedCalibration.Fit(method, predictions.Select(seen), Pick(labels, seen), weights is null ? [] : Pick(weights, seen), ranks);
            var part = fitted.Apply(predictions.Select(unseen));
            for (var i = 0; i < unseen.Length; i++)
            {
                part.Row(i).CopyTo(crossFitted.Row(unseen[i]));
            }
        }

        if (!must && !(loss(crossFitted, labels, weights) < loss(predictions, labels, weights)))
        {
            return (average, predictions, false);
        }

        return (FittedCalibration.Fit(method, predictions, labels, weights ?? [], ranks).PutOn(average), crossFitted, true);
    }

    private static float[] Pick(float[] values, int[] rows) => Array.ConvertAll(rows, row => values[row]);
}
