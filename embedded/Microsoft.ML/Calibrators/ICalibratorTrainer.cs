namespace Microsoft.ML.Calibrators;

/// <summary>Fits a calibrator to scores.</summary>
internal interface ICalibratorTrainer
{
    /// <summary>Fits.</summary>
    /// <param name="scores">Finite scores, one per row.</param>
    /// <param name="labels">0 or 1 per row.</param>
    /// <param name="weights">One weight per row, or empty.</param>
    ICalibrator Train(ReadOnlySpan<float> scores, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights);
}
