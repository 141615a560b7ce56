namespace MLNetTuning.Sweepers.Samplers.Models;

/// <summary>A configuration that has a value on some budget.</summary>
/// <param name="Index">The configuration's number in the order of drawing.</param>
/// <param name="Point">Its coordinates; NaN stands for an inactive parameter.</param>
/// <param name="Loss">Its value, less is better whatever the study's direction.</param>
internal sealed record Observation(int Index, double[] Point, double Loss);
