using Steps = MLNetTuning.Trainers.Calibration.IsotonicCalibrator;

namespace Microsoft.ML.Calibrators;

/// <summary>Fits a rising step function.</summary>
internal sealed class IsotonicCalibratorTrainer : ICalibratorTrainer
{
    public ICalibrator Train(ReadOnlySpan<float> scores, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights)
        => new IsotonicCalibrator(Steps.Fit(scores, labels, weights));
}
