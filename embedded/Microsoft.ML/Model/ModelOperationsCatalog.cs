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
    /// <param name="model">The model.</param>
    /// <param name="inputSchema">The schema of the data it takes; null to leave it out.</param>
    /// <param name="stream">Where it goes; left open.</param>
    /// <exception cref="InvalidOperationException">A part of the model cannot be saved.</exception>
    public void Save(ITransformer model, DataViewSchema? inputSchema, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(stream);

        // Through a buffer: a model that cannot be saved leaves no half-written file behind.
        using var buffer = new MemoryStream();
        ModelFile.Save(model, inputSchema, buffer);
        buffer.Position = 0;
        buffer.CopyTo(stream);
    }

    /// <summary>Writes a model and the schema of its input into a file.</summary>
    /// <param name="model">The model.</param>
    /// <param name="inputSchema">The schema of the data it takes; null to leave it out.</param>
    /// <param name="filePath">The file; an existing one is replaced once the whole model is ready.</param>
    /// <exception cref="InvalidOperationException">A part of the model cannot be saved.</exception>
    public void Save(ITransformer model, DataViewSchema? inputSchema, string filePath)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrEmpty(filePath);
        using var buffer = new MemoryStream();
        ModelFile.Save(model, inputSchema, buffer);
        buffer.Position = 0;
        using var file = File.Create(filePath);
        buffer.CopyTo(file);
    }

    /// <summary>Reads a model from a stream.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="inputSchema">Receives the schema saved with the model; null if there was none.</param>
    /// <exception cref="FormatException">It is not a model file of this library, or it is damaged.</exception>
    public ITransformer Load(Stream stream, out DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var model = ModelFile.Load(stream, Context, out var schema);
        inputSchema = schema!;
        return model;
    }

    /// <summary>Reads a model from a file.</summary>
    /// <param name="filePath">The file.</param>
    /// <param name="inputSchema">Receives the schema saved with the model; null if there was none.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="FormatException">It is not a model file of this library, or it is damaged.</exception>
    public ITransformer Load(string filePath, out DataViewSchema inputSchema)
    {
        ArgumentException.ThrowIfNullOrEmpty(filePath);
        using var file = File.OpenRead(filePath);
        return Load(file, out inputSchema);
    }
}
