namespace Microsoft.ML.Calibrators;

/// <summary>Fits 200 bins of equal width to a column of scores.</summary>
public sealed class NaiveCalibratorEstimator : CalibratorEstimatorBase<NaiveCalibrator>
{
    internal NaiveCalibratorEstimator(string label, string score)
        : base(new NaiveCalibratorTrainer(), label, score, null)
    {
    }

    private protected override CalibratorTransformer<NaiveCalibrator> Create(NaiveCalibrator calibrator, string scoreColumn)
        => new NaiveCalibratorTransformer(calibrator, scoreColumn);
}
