namespace MLNetTuning.Experiments.Tuning;

/// <summary>How far a search is.</summary>
/// <param name="Ended">Trials that have ended, failed ones too.</param>
/// <param name="Planned">Trials that the plan has in all, or null when it has no end.</param>
/// <param name="Elapsed">Time since the search began.</param>
/// <param name="Last">The trial that ended last.</param>
/// <param name="Best">The best trial so far, or null while none has succeeded.</param>
public sealed record TuningProgress(int Ended, int? Planned, TimeSpan Elapsed, TrialRecord Last, TrialRecord? Best);
