using MLNetTuning.Estimators.Validation;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Calibration;
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
        var identity = new AveragingCombiner(task, average.Outputs, [1f]);
        var loss = EnsembleLoss.For(task);
        var crossFitted = new FloatMatrix(predictions.Rows, predictions.Columns);
        for (var fold = 0; fold < folds.Count; fold++)
        {
            var seen = Rows(fold, inside: false);
            var unseen = Rows(fold, inside: true);
            var part = Predict(Put(identity, method, predictions.Select(seen), Pick(labels, seen), weights is null ? [] : Pick(weights, seen), IsRank(average)), predictions.Select(unseen));
            for (var i = 0; i < unseen.Length; i++)
            {
                part.Row(i).CopyTo(crossFitted.Row(unseen[i]));
            }
        }

        if (!must && !(loss(crossFitted, labels, weights) < loss(predictions, labels, weights)))
        {
            return (average, predictions, false);
        }

        return (Put(average, method, predictions, labels, weights ?? [], IsRank(average)), crossFitted, true);
    }

    private static bool IsRank(AveragingCombiner average) => average.Averaging == AveragingKind.Rank;

    private static AveragingCombiner Put(AveragingCombiner average, CalibrationMethod method, FloatMatrix predictions, float[] labels, float[] weights, bool ranks)
    {
        if (method == CalibrationMethod.Temperature)
        {
            return average.WithTemperature(TemperatureScaling.Fit(predictions, labels, weights));
        }

        // Ranks are calibrated as they are, probabilities by their logits; a single average of ranks stands in for itself.
        var scores = ranks ? predictions.Values : Array.ConvertAll(predictions.Values, PortableModel.Logit);
        var own = ranks && average.Averaging != AveragingKind.Rank ? RanksAsTheyAre() : average;
        if (method == CalibrationMethod.Platt)
        {
            var platt = PlattCalibrator.Fit(scores, labels, weights);

            // A line that falls says the average knows nothing; a flat one says the same and is allowed.
            return own.WithPlatt(Math.Min(platt.Slope, -1e-6), platt.Offset);
        }

        var steps = IsotonicCalibrator.Fit(scores, labels, weights);
        var (x, p) = (new List<float>(), new List<float>());
        for (var i = 0; i < steps.Values.Length; i++)
        {
            x.AddRange([steps.Minima[i], steps.Maxima[i]]);
            p.AddRange([steps.Values[i], steps.Values[i]]);
        }

        return own.WithIsotonic([.. x], [.. p]);
    }

    // Ranks of a reference that is evenly spread over 0 to 1 are the values themselves, to its resolution.
    private static AveragingCombiner RanksAsTheyAre() =>
        new(PredictionTask.Binary, 1, [1f], AveragingKind.Rank, [[.. Enumerable.Range(0, 10_000).Select(i => (i + 0.5f) / 10_000)]]);

    private static FloatMatrix Predict(AveragingCombiner average, FloatMatrix predictions)
    {
        var result = new FloatMatrix(predictions.Rows, predictions.Columns);
        if (average.Task == PredictionTask.Binary)
        {
            average.Predict(predictions, new float[predictions.Rows], result.Values);
        }
        else
        {
            average.Predict(predictions, result.Values);
        }

        return result;
    }

    private static float[] Pick(float[] values, int[] rows) => Array.ConvertAll(rows, row => values[row]);

    private int[] Rows(int fold, bool inside) => [.. Enumerable.Range(0, folds.Rows).Where(row => (folds.FoldOfRow[row] == fold) == inside)];
}
