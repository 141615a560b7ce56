namespace MLNetTuning.Experiments.Families;

/// <summary>What a fit may use.</summary>
/// <param name="Threads">Threads.</param>
/// <param name="IsLate">Whether the search's time is over: a fit that can then ends with what it has.</param>
/// <param name="Cancellation">Ends the fit at once.</param>
internal sealed record FitContext(int Threads, Func<bool> IsLate, CancellationToken Cancellation);
