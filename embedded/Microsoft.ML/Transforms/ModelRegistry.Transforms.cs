using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Microsoft.ML;

internal static partial class ModelRegistry
{
    static partial void AddTransforms(Dictionary<string, ModelLoader> loaders)
    {
        loaders[ColumnConcatenatingTransformer.Kind] = ColumnConcatenatingTransformer.Load;
        loaders[ColumnCopyingTransformer.Kind] = ColumnCopyingTransformer.Load;
        loaders[ColumnSelectingTransformer.Kind] = ColumnSelectingTransformer.Load;
        loaders[CustomMappingFile.Kind] = CustomMappingFile.Load;
        loaders[NormalizingTransformer.Kind] = NormalizingTransformer.Load;
    }
}
