namespace MLNetTuning.Experiments.Sweeping;

/// <summary>The box a round of coarse-to-fine search drew from.</summary>
/// <param name="Round">The round, from 0.</param>
/// <param name="Sides">A side for each parameter.</param>
internal sealed record SweepRound(int Round, IReadOnlyList<SweepSide> Sides);
