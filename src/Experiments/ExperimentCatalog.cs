using MLNetTuning.Experiments;

namespace MLNetTuning;

/// <summary>The way to an experiment.</summary>
public static class ExperimentCatalog
{
    /// <summary>Prepares a search for the best model of a table: trees, networks and linear models, tuned and averaged.</summary>
    /// <param name="tuning">The tuning catalog.</param>
    /// <param name="settings">What is asked for; null for the defaults.</param>
    /// <exception cref="ArgumentException">Some settings cannot be used; the message lists all of them.</exception>
    public static TableExperiment CreateExperiment(this TuningCatalog tuning, ExperimentSettings? settings = null)
    {
        ArgumentNullException.ThrowIfNull(tuning);
        return new TableExperiment(settings ?? new ExperimentSettings());
    }
}
