namespace Microsoft.ML.Calibrators;

/// <summary>A sigmoid of the score: p = 1 / (1 + exp(Slope x score + Offset)).</summary>
/// <remarks>J. Platt, "Probabilistic outputs for support vector machines", 1999.</remarks>
public sealed class PlattCalibrator : ICalibrator
{
    internal PlattCalibrator(double slope, double offset)
    {
        Slope = slope;
        Offset = offset;
    }

    /// <summary>The factor of the score; negative when higher scores mean more likely positive.</summary>
    public double Slope { get; }

    /// <summary>The constant added.</summary>
    public double Offset { get; }

    /// <summary>The probability at a score.</summary>
    /// <param name="output">The score.</param>
    /// <returns>A number from 0 to 1; NaN for a NaN score.</returns>
    public float PredictProbability(float output) => (float)(1 / (1 + Math.Exp((Slope * output) + Offset)));
}
