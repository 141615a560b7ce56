namespace MLNetTuning.Experiments.Trainers;

/// <summary>The columns a sweepable trainer reads, and its seed.</summary>
internal sealed record TrainerColumns(string Label, string Features, int Seed);
