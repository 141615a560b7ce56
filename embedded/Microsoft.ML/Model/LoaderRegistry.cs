using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>The only data loaders a model file can bring to life.</summary>
internal static class LoaderRegistry
{
    private static readonly Dictionary<string, Func<ModelReader, IDataLoader<IMultiStreamSource>>> s_loaders = new(StringComparer.Ordinal)
    {
        [TextLoaderFile.Kind] = TextLoaderFile.Read,
    };

    public static Func<ModelReader, IDataLoader<IMultiStreamSource>>? Find(string kind) => s_loaders.GetValueOrDefault(kind);
}
