namespace Microsoft.ML.Transforms;

/// <summary>Makes the transformer of a custom mapping.</summary>
internal interface ICustomMappingFactory
{
    ITransformer CreateTransformer(string contractName);
}
