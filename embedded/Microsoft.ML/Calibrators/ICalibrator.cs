namespace Microsoft.ML.Calibrators;

/// <summary>Turns a score into the probability of the positive class.</summary>
public interface ICalibrator
{
    /// <summary>The probability at a score.</summary>
    /// <param name="output">The score.</param>
    /// <returns>A number from 0 to 1; NaN for a NaN score.</returns>
    float PredictProbability(float output);
}
