using MLNetTuning.Sweepers.Spaces;

namespace MLNetTuning.Experiments;

/// <summary>A configuration an experiment tried.</summary>
/// <param name="Id">Its number from 0, in the order of starting.</param>
/// <param name="Trainer">The kind of model.</param>
/// <param name="Parameters">Its settings.</param>
/// <param name="Score">The metric on validation rows, its mean over splits; NaN when it failed or was given up early.</param>
/// <param name="ScoreDeviation">The metric's standard deviation over splits; 0 with one split.</param>
/// <param name="Length">Rounds of boosting or the part of a network's training that was kept; 1 for others.</param>
/// <param name="Seconds">Core seconds of all its fits.</param>
/// <param name="Error">Why it failed, or null.</param>
public sealed record ExperimentTrial(int Id, string Trainer, string Parameters, double Score, double ScoreDeviation, int Length, double Seconds, string? Error)
{
    /// <summary>Whether its first split was so much worse than the best that the others were left out.</summary>
    public bool WasGivenUp { get; init; }

    /// <summary>All its settings as a point of the search space, as <see cref="ExperimentSettings.Configurations"/> takes them; null where they are not known.</summary>
    public Configuration? Configuration { get; init; }
}
