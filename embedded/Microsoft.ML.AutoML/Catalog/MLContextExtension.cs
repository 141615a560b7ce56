namespace Microsoft.ML.AutoML;

/// <summary>
/// Where AutoML begins.
/// </summary>
public static class MLContextExtension
{
    /// <summary>The catalog of AutoML.</summary>
    /// <param name="mlContext">The context.</param>
    public static AutoCatalog Auto(this MLContext mlContext)
    {
        ArgumentNullException.ThrowIfNull(mlContext);
        return new AutoCatalog(mlContext);
    }
}
