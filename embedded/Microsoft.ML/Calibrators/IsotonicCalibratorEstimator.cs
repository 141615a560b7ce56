namespace Microsoft.ML.Calibrators;

/// <summary>Fits a rising step function to a column of scores.</summary>
public sealed class IsotonicCalibratorEstimator : CalibratorEstimatorBase<IsotonicCalibrator>
{
    internal IsotonicCalibratorEstimator(string label, string score, string? weight)
        : base(new IsotonicCalibratorTrainer(), label, score, weight)
    {
    }

    private protected override CalibratorTransformer<IsotonicCalibrator> Create(IsotonicCalibrator calibrator, string scoreColumn)
        => new IsotonicCalibratorTransformer(calibrator, scoreColumn);
}
