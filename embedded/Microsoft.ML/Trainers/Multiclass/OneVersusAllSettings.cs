using Microsoft.ML.Calibrators;

namespace Microsoft.ML.Trainers;

/// <summary>How one-versus-all goes about its classes.</summary>
/// <param name="ImputeMissingLabelsAsNegative">Whether a row without a label is an example against every class, rather than left out.</param>
/// <param name="Calibrator">How models without probabilities get them; null for Platt's sigmoid.</param>
/// <param name="MaximumCalibrationExampleCount">Most rows a calibrator is fitted to.</param>
/// <param name="UseProbabilities">Whether classes are compared by probability rather than by raw score.</param>
internal sealed record OneVersusAllSettings(
    bool ImputeMissingLabelsAsNegative, ICalibratorTrainer? Calibrator, int MaximumCalibrationExampleCount, bool UseProbabilities);
