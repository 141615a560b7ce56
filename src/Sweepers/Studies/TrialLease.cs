namespace MLNetTuning.Sweepers.Studies;

/// <summary>Who runs a trial and until when the others believe it.</summary>
/// <param name="Owner">The worker, unique among all that ever open the study.</param>
/// <param name="Until">When the lease runs out unless it is renewed, by the store's clock (UTC).</param>
/// <param name="Attempt">The number of workers that have started the trial and not given it back, from 1.</param>
public sealed record TrialLease(string Owner, DateTimeOffset Until, int Attempt = 1);
