using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using Microsoft.ML.Transforms.Text;

namespace Microsoft.ML;

internal static partial class ModelRegistry
{
    static partial void AddTransforms(Dictionary<string, ModelLoader> loaders)
    {
        loaders[ColumnConcatenatingTransformer.Kind] = ColumnConcatenatingTransformer.Load;
        loaders[ColumnConcatenatingTransformer.TaggedKind] = ColumnConcatenatingTransformer.LoadTagged;
        loaders[ColumnCopyingTransformer.Kind] = ColumnCopyingTransformer.Load;
        loaders[ColumnSelectingTransformer.Kind] = ColumnSelectingTransformer.Load;
        loaders[CustomMappingFile.Kind] = CustomMappingFile.Load;
        loaders[MissingValueIndicatorTransformer.Kind] = MissingValueIndicatorTransformer.Load;
        loaders[MissingValueReplacingTransformer.Kind] = MissingValueReplacingTransformer.Load;
        loaders[NormalizingTransformer.Kind] = NormalizingTransformer.Load;
        loaders[TypeConvertingTransformer.Kind] = TypeConvertingTransformer.Load;
        loaders[ValueToKeyMappingTransformer.Kind] = ValueToKeyMappingTransformer.Load;
        loaders[KeyToValueMappingTransformer.Kind] = KeyToValueMappingTransformer.Load;
        loaders[KeyToVectorMappingTransformer.Kind] = KeyToVectorMappingTransformer.Load;
        loaders[KeyToBinaryVectorMappingTransformer.Kind] = KeyToBinaryVectorMappingTransformer.Load;
        loaders[ValueMappingTransformer.Kind] = ValueMappingTransformer.Load;
        loaders[HashingTransformer.Kind] = HashingTransformer.Load;
        loaders[LpNormNormalizingTransformer.Kind] = LpNormNormalizingTransformer.Load;
        loaders[ExpressionTransformer.Kind] = ExpressionTransformer.Load;
        AddText(loaders);
    }

    private static void AddText(Dictionary<string, ModelLoader> loaders)
    {
        loaders[TextNormalizingTransformer.Kind] = TextNormalizingTransformer.Load;
        loaders[WordTokenizingTransformer.Kind] = WordTokenizingTransformer.Load;
        loaders[TokenizingByCharactersTransformer.Kind] = TokenizingByCharactersTransformer.Load;
        loaders[StopWordsRemovingTransformer.Kind] = StopWordsRemovingTransformer.Load;
        loaders[CustomStopWordsRemovingTransformer.Kind] = CustomStopWordsRemovingTransformer.Load;
        loaders[NgramExtractingTransformer.Kind] = NgramExtractingTransformer.Load;
    }
}
