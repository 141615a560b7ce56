using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Schedulers;

/// <summary>Says when a trial that reports intermediate values is not worth going on with. Joined to a sweeper by <see cref="Sweeper.WithStopping"/>.</summary>
public abstract class StoppingRule
{
    private protected StoppingRule(string description) => Description = description;

    /// <summary>The rule and its numbers in words.</summary>
    public string Description { get; }

    /// <summary>
    /// Stops a trial whose best value so far is worse than the median of what completed trials had at the same step. Golovin et al., Google Vizier,
    /// KDD 2017, section 3.2.2.
    /// </summary>
    /// <param name="startupTrials">Completed trials before any is stopped; 5 by default, at least 1.</param>
    /// <param name="warmupSteps">Steps below which no trial is stopped; 0 by default.</param>
    /// <exception cref="ArgumentException">A number is not allowed; the message lists every violation.</exception>
    public static StoppingRule Median(int startupTrials = 5, int warmupSteps = 0) => Percentile(50, startupTrials, warmupSteps);

    /// <summary>Stops a trial whose best value so far is outside the best share of what completed trials had at the same step.</summary>
    /// <param name="percent">The share that may go on, in (0, 100).</param>
    /// <param name="startupTrials">Completed trials before any is stopped; 5 by default, at least 1.</param>
    /// <param name="warmupSteps">Steps below which no trial is stopped; 0 by default.</param>
    /// <exception cref="ArgumentException">A number is not allowed; the message lists every violation.</exception>
    public static StoppingRule Percentile(double percent, int startupTrials = 5, int warmupSteps = 0) => new PercentileRule(percent, startupTrials, warmupSteps);

    /// <summary>Stops a trial whose best value has not improved for so many reports.</summary>
    /// <param name="reports">How many reports without improvement are waited for; at least 1.</param>
    /// <param name="minDelta">What counts as an improvement; above this, 0 by default.</param>
    /// <exception cref="ArgumentException">A number is not allowed; the message lists every violation.</exception>
    public static StoppingRule Patience(int reports, double minDelta = 0) => new PatienceRule(reports, minDelta);

    /// <summary>Whether to stop a running trial.</summary>
    /// <param name="trial">The trial with its reports.</param>
    /// <param name="completed">The trials of the same rung that reported and ran to their end.</param>
    /// <param name="ranking">Which values are good.</param>
    internal abstract bool Stops(Trial trial, CompletedCurves completed, TrialRanking ranking);

    private protected static double Best(IEnumerable<TrialReport> reports, TrialRanking ranking) =>
        reports.Select(r => r.Value).Aggregate((best, value) => ranking.IsBetter(value, best) ? value : best);
}
