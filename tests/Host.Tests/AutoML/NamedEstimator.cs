using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetTuning.Host.Tests.AutoML;

/// <summary>An estimator that does nothing but carry a name.</summary>
internal sealed class NamedEstimator(MLContext context, string name) : IEstimator<ITransformer>
{
    public string Name => name;

    public ITransformer Fit(IDataView input) => context.Transforms.CopyColumns("copy", input.Schema[0].Name).Fit(input);

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => inputSchema;
}
