using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetTuning.Host.Tests.AutoML;

/// <summary>An estimator that is never fitted.</summary>
internal sealed class NamedEstimator(string name) : IEstimator<ITransformer>
{
    public string Name => name;

    public ITransformer Fit(IDataView input) => throw new NotSupportedException();

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => inputSchema;
}
