using Platt = MLNetTuning.Trainers.Calibration.PlattCalibrator;

namespace Microsoft.ML.Calibrators;

/// <summary>Fits slope and offset.</summary>
internal sealed class PlattCalibratorTrainer : ICalibratorTrainer
{
    public ICalibrator Train(ReadOnlySpan<float> scores, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights)
    {
        var fitted = Platt.Fit(scores, labels, weights);
        return new PlattCalibrator(fitted.Slope, fitted.Offset);
    }
}
