namespace Microsoft.ML;

/// <summary>A model names a custom mapping that the program does not know: the file is whole, the program has to register the mapping.</summary>
internal sealed class UnknownContractException(string message) : InvalidOperationException(message);
