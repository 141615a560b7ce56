using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Saving, loading and using models.</summary>
public sealed partial class ModelOperationsCatalog
{
    internal ModelOperationsCatalog(MLContext context)
    {
        Context = context;
    }

    internal MLContext Context { get; }

    /// <summary>Writes a model and the schema of its input into a stream.</summary>
    /// <param name="model">The model; null for one that changes nothing.</param>
    /// <param name="inputSchema">The schema of the data it takes; null to leave it out.</param>
    /// <param name="stream">Where it goes; left open.</param>
    /// <exception cref="InvalidOperationException">A part of the model cannot be saved.</exception>
    public void Save(ITransformer? model, DataViewSchema? inputSchema, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var buffer = Write(model, inputSchema, null);
        buffer.CopyTo(stream);
    }

    /// <summary>Writes a model and the schema of its input into a file.</summary>
    /// <param name="model">The model; null for one that changes nothing.</param>
    /// <param name="inputSchema">The schema of the data it takes; null to leave it out.</param>
    /// <param name="filePath">The file; an existing one is replaced once the whole model is ready.</param>
    /// <exception cref="InvalidOperationException">A part of the model cannot be saved.</exception>
    public void Save(ITransformer? model, DataViewSchema? inputSchema, string filePath)
    {
        ArgumentException.ThrowIfNullOrEmpty(filePath);
        using var buffer = Write(model, inputSchema, null);
        using var file = File.Create(filePath);
        buffer.CopyTo(file);
    }

    /// <summary>Writes a model and the loader of its input into a stream.</summary>
    /// <typeparam name="TSource">Where the loader loads from.</typeparam>
    /// <param name="model">The model; null for one that changes nothing.</param>
    /// <param name="loader">The loader of the data it takes: a text loader.</param>
    /// <param name="stream">Where it goes; left open.</param>
    /// <exception cref="InvalidOperationException">The loader or a part of the model cannot be saved.</exception>
    public void Save<TSource>(ITransformer? model, IDataLoader<TSource> loader, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(loader);
        ArgumentNullException.ThrowIfNull(stream);
        using var buffer = Write(model, null, loader);
        buffer.CopyTo(stream);
    }

    /// <summary>Writes a model and the loader of its input into a file.</summary>
    /// <typeparam name="TSource">Where the loader loads from.</typeparam>
    /// <param name="model">The model; null for one that changes nothing.</param>
    /// <param name="loader">The loader of the data it takes: a text loader.</param>
    /// <param name="filePath">The file; an existing one is replaced once the whole model is ready.</param>
    /// <exception cref="InvalidOperationException">The loader or a part of the model cannot be saved.</exception>
    public void Save<TSource>(ITransformer? model, IDataLoader<TSource> loader, string filePath)
    {
        ArgumentNullException.ThrowIfNull(loader);
        ArgumentException.ThrowIfNullOrEmpty(filePath);
        using var buffer = Write(model, null, loader);
        using var file = File.Create(filePath);
        buffer.CopyTo(file);
    }

    /// <summary>Reads a model from a stream.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="inputSchema">Receives the schema saved with the model, or that of its loader; null if there was neither.</param>
    /// <exception cref="FormatException">It is not a model file of this library, or it is damaged.</exception>
    public ITransformer Load(Stream stream, out DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var model = ModelFile.Load(stream, Context, out DataViewSchema? schema);
        inputSchema = schema!;
        return model;
    }

    /// <summary>Reads a model from a file.</summary>
    /// <param name="filePath">The file.</param>
    /// <param name="inputSchema">Receives the schema saved with the model, or that of its loader; null if there was neither.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="FormatException">It is not a model file of this library, or it is damaged.</exception>
    public ITransformer Load(string filePath, out DataViewSchema inputSchema)
    {
        ArgumentException.ThrowIfNullOrEmpty(filePath);
        using var file = File.OpenRead(filePath);
        return Load(file, out inputSchema);
    }

    /// <summary>Reads a model and the loader of its input from a stream.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="loader">Receives the loader saved with the model.</param>
    /// <exception cref="FormatException">It is not a model file of this library, it is damaged, or it was saved without a loader.</exception>
    public ITransformer LoadWithDataLoader(Stream stream, out IDataLoader<IMultiStreamSource> loader)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return ModelFile.Load(stream, Context, out loader);
    }

    /// <summary>Reads a model and the loader of its input from a file.</summary>
    /// <param name="filePath">The file.</param>
    /// <param name="loader">Receives the loader saved with the model.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="FormatException">It is not a model file of this library, it is damaged, or it was saved without a loader.</exception>
    public ITransformer LoadWithDataLoader(string filePath, out IDataLoader<IMultiStreamSource> loader)
    {
        ArgumentException.ThrowIfNullOrEmpty(filePath);
        using var file = File.OpenRead(filePath);
        return LoadWithDataLoader(file, out loader);
    }

    /// <summary>The whole file in memory: a model that cannot be saved leaves no half-written one behind.</summary>
    private static MemoryStream Write(ITransformer? model, DataViewSchema? schema, ICanSaveModel? loader)
    {
        var buffer = new MemoryStream();
        ModelFile.Save(model ?? new TransformerChain<ITransformer>(), schema, loader, buffer);
        buffer.Position = 0;
        return buffer;
    }
}
