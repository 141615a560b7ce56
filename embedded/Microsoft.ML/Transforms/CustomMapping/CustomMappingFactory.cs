namespace Microsoft.ML.Transforms;

/// <summary>Brings back the code of a custom mapping when a model is loaded: the file holds only the name of its contract.</summary>
/// <typeparam name="TSrc">The row the mapping reads.</typeparam>
/// <typeparam name="TDst">The row the mapping writes.</typeparam>
public abstract class CustomMappingFactory<TSrc, TDst> : ICustomMappingFactory
    where TSrc : class, new()
    where TDst : class, new()
{
    /// <summary>The mapping. It may be called from several threads at once.</summary>
    public abstract Action<TSrc, TDst> GetMapping();

    ITransformer ICustomMappingFactory.CreateTransformer(string contractName) =>
        new CustomMappingTransformer<TSrc, TDst>(GetMapping(), contractName, null, null);
}
