namespace Microsoft.ML;

/// <summary>Something that learns a transformer from data. Does not change when it is fitted.</summary>
/// <typeparam name="TTransformer">What it learns.</typeparam>
public interface IEstimator<out TTransformer>
    where TTransformer : ITransformer
{
    /// <summary>Learns from the rows.</summary>
    /// <param name="input">The data.</param>
    TTransformer Fit(IDataView input);

    /// <summary>What the data will look like after the transformer, told before fitting.</summary>
    /// <param name="inputSchema">What it looks like before.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of the wrong type.</exception>
    SchemaShape GetOutputSchema(SchemaShape inputSchema);
}
