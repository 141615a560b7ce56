namespace Microsoft.ML;

/// <summary>Reads a transformer that <see cref="ModelSaveContext"/> wrote under a kind.</summary>
internal delegate ITransformer ModelLoader(ModelReader reader, MLContext context);
