using Microsoft.ML.SearchSpace;

namespace Microsoft.ML.AutoML;

/// <summary>
/// An estimator described by its parameters.
/// </summary>
public class Estimator
{
    /// <summary>An estimator with no parameters.</summary>
    protected Estimator()
    {
        Parameter = Parameter.CreateNestedParameter();
    }

    /// <summary>The parameters.</summary>
    public Parameter Parameter { get; set; }

    /// <summary>What it is called in a pipeline's description.</summary>
    internal string Name { get; init; } = "Unknown";
}
