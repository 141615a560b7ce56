namespace MLNetTuning.Experiments.Families;

/// <summary>What a fit may use.</summary>
/// <param name="Threads">Threads.</param>
/// <param name="IsLate">Whether the search's time is over: a fit that can then ends with what it has.</param>
/// <param name="IsLong">Whether the fit has had more than its part of the time; what can be cut short without loss ends then.</param>
/// <param name="Cancellation">Ends the fit at once.</param>
internal sealed record FitContext(int Threads, Func<bool> IsLate, Func<bool> IsLong, CancellationToken Cancellation)
{
    /// <summary>Set when the search's time is over: ends at once what has nothing to show before its end, such as the round or epoch a fit is at.</summary>
    public CancellationToken Late { get; init; } = Cancellation;

    /// <summary>Whether it must come to something however late it is, as there is no model yet and no other fit.</summary>
    public bool MustShow { get; init; }

    /// <summary>Whether a fit that can ends with what it has.</summary>
    public bool IsOver() => IsLate() || IsLong();

    /// <summary>Runs a step of a fit, such as a round or an epoch; false when the time was over before its end and there is something to show without it.</summary>
    /// <param name="step">The step, ended by what it is given.</param>
    /// <param name="hasModel">Whether there is; if not, it is cancelled with the step.</param>
    public bool Completes(Action<CancellationToken> step, bool hasModel)
    {
        try
        {
            step(Late);
            return true;
        }
        catch (OperationCanceledException) when (hasModel && !Cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>The part of its whole length that is fitted, above 0; 1, the default, for all of it.</summary>
    public double Share { get; init; } = 1;

    /// <summary>The same fit at a smaller share, to go on from; null to begin.</summary>
    public FoldFit? Earlier { get; init; }
}
