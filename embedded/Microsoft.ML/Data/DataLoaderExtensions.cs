using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Shorter ways to load.</summary>
public static class DataLoaderExtensions
{
    /// <summary>Loads files.</summary>
    /// <param name="loader">The loader.</param>
    /// <param name="path">The files, one after another.</param>
    public static IDataView Load(this IDataLoader<IMultiStreamSource> loader, params string[] path)
    {
        ArgumentNullException.ThrowIfNull(loader);
        return loader.Load(new MultiFileSource(path));
    }
}
