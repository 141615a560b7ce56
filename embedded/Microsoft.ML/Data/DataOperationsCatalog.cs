namespace Microsoft.ML;

/// <summary>Loading, filtering and splitting data.</summary>
public sealed partial class DataOperationsCatalog
{
    internal DataOperationsCatalog(MLContext context)
    {
        Context = context;
    }

    internal MLContext Context { get; }
}
