namespace Microsoft.ML.Calibrators;

/// <summary>Puts a sigmoid of known slope and offset behind a column of scores.</summary>
public sealed class FixedPlattCalibratorEstimator : CalibratorEstimatorBase<PlattCalibrator>
{
    internal FixedPlattCalibratorEstimator(double slope, double offset, string score)
        : base(new FixedPlattCalibratorTrainer(slope, offset), null, score, null)
    {
    }

    private protected override CalibratorTransformer<PlattCalibrator> Create(PlattCalibrator calibrator, string scoreColumn)
        => new PlattCalibratorTransformer(calibrator, scoreColumn);
}
