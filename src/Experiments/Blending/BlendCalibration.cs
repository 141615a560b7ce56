using MLNetTuning.Estimators.Ensembles;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Calibration;

namespace MLNetTuning.Experiments.Blending;

/// <summary>Makes an ensemble's probabilities honest.</summary>
internal static class BlendCalibration
{
    private const int FewestRows = 100;
    private const int IsotonicRows = 1000;
    private const double Coldest = 0.5;
    private const double Hottest = 2;

    /// <summary>What these rows allow of what was asked for.</summary>
    public static CalibrationMethod Allowed(CalibrationMethod asked, BlendRows rows)
    {
        if (rows.Task == PredictionTask.Regression || rows.Labels.Length < FewestRows)
        {
            return CalibrationMethod.None;
        }

        if (rows.Task == PredictionTask.Multiclass)
        {
            return asked == CalibrationMethod.None ? asked : CalibrationMethod.Temperature;
        }

        var ones = rows.Labels.Count(label => label == 1);
        return asked == CalibrationMethod.Isotonic && Math.Min(ones, rows.Labels.Length - ones) < IsotonicRows ? CalibrationMethod.Platt : asked;
    }

    /// <summary>The ensemble with a calibration fitted to its predictions of these rows.</summary>
    public static Blend PutOn(Blend blend, BlendRows rows, CalibrationMethod method)
    {
        if (method == CalibrationMethod.None)
        {
            return blend;
        }

        var predictions = blend.Predict(rows.Task, rows.Predictions);
        var calibration = method == CalibrationMethod.Temperature
            ? FittedCalibration.OfTemperature(Math.Clamp(TemperatureScaling.Fit(predictions, rows.Labels), Coldest, Hottest))
            : FittedCalibration.Fit(method, predictions, rows.Labels, [], ranks: false);
        return blend.With(calibration.PutOn) with { Temperature = calibration.Temperature };
    }
}
