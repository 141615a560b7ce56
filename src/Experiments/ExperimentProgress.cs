namespace MLNetTuning.Experiments;

/// <summary>How far an experiment is.</summary>
/// <param name="Elapsed">Time since it began.</param>
/// <param name="Ended">Configurations that have ended, failed ones too.</param>
/// <param name="Last">The one that ended last.</param>
/// <param name="Best">The best so far, or null while none has succeeded.</param>
public sealed record ExperimentProgress(TimeSpan Elapsed, int Ended, ExperimentTrial Last, ExperimentTrial? Best)
{
    /// <summary>Members an ensemble of what there is would have, as the search last looked; null while it has not.</summary>
    public int? Members { get; init; }

    /// <summary>Whether another process made <see cref="Last"/>, which was taken over. Default false.</summary>
    public bool IsElsewhere { get; init; }
}
