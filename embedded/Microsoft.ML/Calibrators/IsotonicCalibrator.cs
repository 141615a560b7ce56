using System.Collections.Immutable;
using Steps = MLNetTuning.Trainers.Calibration.IsotonicCalibrator;

namespace Microsoft.ML.Calibrators;

/// <summary>A rising step function of the score with straight lines between the steps.</summary>
/// <remarks>B. Zadrozny and C. Elkan, "Transforming classifier scores into accurate multiclass probability estimates", KDD 2002.</remarks>
public sealed class IsotonicCalibrator : ICalibrator
{
    /// <summary>The lowest score of each step, rising.</summary>
    public readonly ImmutableArray<float> Mins;

    /// <summary>The highest score of each step, rising.</summary>
    public readonly ImmutableArray<float> Maxes;

    /// <summary>The probability of each step, rising, from 0 to 1.</summary>
    public readonly ImmutableArray<float> Values;

    private readonly Steps _steps;

    internal IsotonicCalibrator(Steps steps)
    {
        _steps = steps;
        Mins = [.. steps.Minima];
        Maxes = [.. steps.Maxima];
        Values = [.. steps.Values];
    }

    /// <summary>The probability at a score.</summary>
    /// <param name="output">The score.</param>
    /// <returns>A number from 1e-15 to 1; NaN for a NaN score.</returns>
    public float PredictProbability(float output) => _steps.Probability(output);
}
