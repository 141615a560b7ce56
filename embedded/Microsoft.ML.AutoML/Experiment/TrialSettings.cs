using Microsoft.ML.SearchSpace;

namespace Microsoft.ML.AutoML;

/// <summary>
/// One trial of an experiment.
/// </summary>
public class TrialSettings
{
    /// <summary>Its number, from 0.</summary>
    public int TrialId { get; set; }

    /// <summary>When it began, in UTC.</summary>
    public DateTime StartedAtUtc { get; set; }

    /// <summary>When it ended, in UTC; null while it runs.</summary>
    public DateTime? EndedAtUtc { get; set; }

    /// <summary>Its parameters; those of the pipeline stand under "_pipeline_".</summary>
    public Parameter Parameter { get; set; } = Parameter.CreateNestedParameter();
}
