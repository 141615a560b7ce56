using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Calibration;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Estimators.Ensembles;

/// <summary>A calibration fitted to predictions: one of a temperature, Platt's line and isotonic steps.</summary>
internal sealed class FittedCalibration
{
    private readonly bool _ranks;
    private readonly double _temperature;
    private readonly PlattCalibrator? _platt;
    private readonly IsotonicCalibrator? _isotonic;

    private FittedCalibration(double temperature, PlattCalibrator? platt, IsotonicCalibrator? isotonic, bool ranks) =>
        (_temperature, _platt, _isotonic, _ranks) = (temperature, platt, isotonic, ranks);

    /// <summary>The temperature; 1 for other calibrations.</summary>
    public double Temperature => _temperature;

    /// <summary>A temperature that is known.</summary>
    public static FittedCalibration OfTemperature(double temperature) => new(temperature, null, null, ranks: false);

    /// <param name="method">Which, none excepted.</param>
    /// <param name="predictions">Probabilities, or mean ranks.</param>
    /// <param name="labels">The labels.</param>
    /// <param name="weights">Row weights, or empty.</param>
    /// <param name="ranks">Whether the predictions are ranks, which are calibrated as they are; probabilities are by their logits.</param>
    public static FittedCalibration Fit(CalibrationMethod method, FloatMatrix predictions, float[] labels, float[] weights, bool ranks)
    {
        if (method == CalibrationMethod.Temperature)
        {
            return new FittedCalibration(TemperatureScaling.Fit(predictions, labels, weights), null, null, ranks);
        }

        var scores = Scores(predictions, ranks);
        if (method == CalibrationMethod.Isotonic)
        {
            return new FittedCalibration(1, null, IsotonicCalibrator.Fit(scores, labels, weights), ranks);
        }

        // A line that falls says the predictions know nothing; a flat one says the same and is allowed.
        var platt = PlattCalibrator.Fit(scores, labels, weights);
        return new FittedCalibration(1, new PlattCalibrator(Math.Min(platt.Slope, -1e-6), platt.Offset), null, ranks);
    }

    /// <summary>Calibrated probabilities.</summary>
    public FloatMatrix Apply(FloatMatrix predictions)
    {
        if (_platt is null && _isotonic is null)
        {
            return TemperatureScaling.Apply(predictions, _temperature);
        }

        var scores = Scores(predictions, _ranks);
        return new FloatMatrix(predictions.Rows, 1, Array.ConvertAll(scores, score => _platt?.Probability(score) ?? _isotonic!.Probability(score)));
    }

    /// <summary>The average with the calibration on top.</summary>
    public AveragingCombiner PutOn(AveragingCombiner average)
    {
        if (_platt is not null)
        {
            return average.WithPlatt(_platt.Slope, _platt.Offset);
        }

        if (_isotonic is null)
        {
            return average.WithTemperature(_temperature);
        }

        var (scores, probabilities) = (new List<float>(), new List<float>());
        for (var i = 0; i < _isotonic.Values.Length; i++)
        {
            scores.AddRange([_isotonic.Minima[i], _isotonic.Maxima[i]]);
            probabilities.AddRange([_isotonic.Values[i], _isotonic.Values[i]]);
        }

        return average.WithIsotonic([.. scores], [.. probabilities]);
    }

    private static float[] Scores(FloatMatrix predictions, bool ranks)
    {
        var values = predictions.Values.AsSpan(0, predictions.Rows).ToArray();
        return ranks ? values : Array.ConvertAll(values, PortableModel.Logit);
    }
}
