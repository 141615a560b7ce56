namespace Microsoft.ML.Calibrators;

/// <summary>Fits Platt's sigmoid to a column of scores.</summary>
public sealed class PlattCalibratorEstimator : CalibratorEstimatorBase<PlattCalibrator>
{
    internal PlattCalibratorEstimator(string label, string score, string? weight)
        : base(new PlattCalibratorTrainer(), label, score, weight)
    {
    }

    private protected override CalibratorTransformer<PlattCalibrator> Create(PlattCalibrator calibrator, string scoreColumn)
        => new PlattCalibratorTransformer(calibrator, scoreColumn);
}
