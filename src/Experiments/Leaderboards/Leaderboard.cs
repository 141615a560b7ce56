using MLNetTuning.Experiments.Tuning;

namespace MLNetTuning.Experiments.Leaderboards;

/// <summary>The configurations of a search, best first, each at its best budget.</summary>
/// <param name="Metric">What they are ranked by.</param>
/// <param name="Rows">The ranked trials.</param>
/// <param name="Failed">The trials that failed.</param>
public sealed record Leaderboard(TuningMetric Metric, IReadOnlyList<TrialRecord> Rows, IReadOnlyList<TrialRecord> Failed)
{
    /// <summary>Ranks the trials of a session; of one configuration only the best budget is listed.</summary>
    /// <param name="session">The search.</param>
    public static Leaderboard From(TuningSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        var rows = session.Ranked().DistinctBy(t => (t.Trainer, t.Parameters)).ToArray();
        return new Leaderboard(session.Metric, rows, [.. session.Trials.Where(t => !t.Succeeded)]);
    }
}
