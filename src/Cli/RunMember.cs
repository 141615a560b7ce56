namespace MLNetTuning.Cli;

/// <summary>A member of a finished model, as <c>experiment.json</c> tells it.</summary>
/// <param name="Weight">Its share.</param>
/// <param name="Trial">The number of its configuration in the study.</param>
/// <param name="Trainer">Its kind.</param>
/// <param name="Parameters">Its settings.</param>
/// <param name="Length">Rounds, or the part of a training that was kept.</param>
internal sealed record RunMember(double Weight, int Trial, string Trainer, string Parameters, int Length);
