namespace MLNetTuning.Experiments.Blending;

/// <summary>What a contest made.</summary>
/// <param name="Blend">The ensemble.</param>
/// <param name="Expected">The metric on rows that neither chose nor weighed the models, its mean over folds and standard deviation; null where rows are too few to tell.</param>
internal sealed record BlendOutcome(Blend Blend, (double Mean, double Deviation)? Expected);
