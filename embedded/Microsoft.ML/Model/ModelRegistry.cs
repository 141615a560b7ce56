using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>The only transformers a model file can bring to life: a file names a kind, and a kind not listed here is refused.</summary>
internal static partial class ModelRegistry
{
    private static readonly Dictionary<string, ModelLoader> s_loaders = Fill();

    public static ModelLoader? Find(string kind) => s_loaders.GetValueOrDefault(kind);

    /// <summary>Adds the transformers of Transforms/.</summary>
    static partial void AddTransforms(Dictionary<string, ModelLoader> loaders);

    /// <summary>Adds the prediction transformers of Trainers/ and Calibrators/.</summary>
    static partial void AddPredictors(Dictionary<string, ModelLoader> loaders);

    private static Dictionary<string, ModelLoader> Fill()
    {
        var loaders = new Dictionary<string, ModelLoader>(StringComparer.Ordinal)
        {
            [TransformerChainFile.Kind] = TransformerChainFile.Load,
        };
        AddTransforms(loaders);
        AddPredictors(loaders);
        return loaders;
    }
}
