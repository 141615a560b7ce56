namespace Microsoft.ML;

/// <summary>Reads data views from a source.</summary>
/// <typeparam name="TSource">Where data comes from.</typeparam>
public interface IDataLoader<in TSource> : ICanSaveModel
{
    /// <summary>A data view over the source.</summary>
    /// <param name="input">The source.</param>
    IDataView Load(TSource input);

    /// <summary>The schema of what is loaded.</summary>
    DataViewSchema GetOutputSchema();
}
