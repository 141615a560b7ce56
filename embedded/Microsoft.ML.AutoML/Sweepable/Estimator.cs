using Microsoft.ML.AutoML.CodeGen;
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

    /// <summary>What it makes. Default: <see cref="EstimatorType.Unknown"/>.</summary>
    public EstimatorType EstimatorType { get; set; } = EstimatorType.Unknown;

    /// <summary>The parameters.</summary>
    public Parameter Parameter { get; set; }
}
