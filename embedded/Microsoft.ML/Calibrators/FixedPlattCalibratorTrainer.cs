namespace Microsoft.ML.Calibrators;

/// <summary>Answers a known slope and offset.</summary>
internal sealed class FixedPlattCalibratorTrainer(double slope, double offset) : ICalibratorTrainer
{
    public ICalibrator Train(ReadOnlySpan<float> scores, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights) => new PlattCalibrator(slope, offset);
}
