using System.IO.Compression;
using System.Text.Json;
using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>A model file: a zip with a manifest, the input's schema or loader, and one part for every transformer.</summary>
internal sealed class ModelFile
{
    public const string Extension = ".bin";

    private const string SchemaName = "schema";
    private const string LoaderName = "loader";
    private const string RootName = "model";

    /// <summary>How deep transformers may hold each other; each level costs a frame of the stack.</summary>
    private const int MostDepth = 100;

    private readonly ModelArchive _archive;
    private int _depth;

    private ModelFile(ModelArchive archive)
    {
        _archive = archive;
    }

    /// <summary>Writes a model with the schema of its input, the loader of its input, or neither.</summary>
    public static void Save(ITransformer model, DataViewSchema? schema, ICanSaveModel? loader, Stream stream)
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        using (var manifest = archive.CreateEntry(ModelManifest.EntryName).Open())
        {
            JsonSerializer.Serialize(manifest, new ModelManifest(ModelManifest.HostName, ModelManifest.CurrentVersion, schema is not null, loader is not null));
        }

        ForeignNotice.Write(archive);
        if (schema is not null)
        {
            var writer = new ModelWriter();
            SchemaFile.Write(writer, schema);
            using var part = archive.CreateEntry(SchemaName + Extension).Open();
            writer.CopyTo(SchemaName, part);
        }

        if (loader is not null)
        {
            Save(archive, LoaderName, loader);
        }

        Save(archive, RootName, model);
    }

    public static ITransformer Load(Stream stream, MLContext context, out DataViewSchema? schema) => Read(
        stream,
        file =>
        {
            var manifest = ModelManifest.Read(file._archive);
            var found = manifest.HasSchema ? SchemaFile.Read(file.Open(SchemaName, out _)) : manifest.HasLoader ? file.LoadLoader().GetOutputSchema() : null;
            return (file.Load(RootName, context), found);
        },
        out schema);

    public static ITransformer Load(Stream stream, MLContext context, out IDataLoader<IMultiStreamSource> loader) => Read(
        stream,
        file => ModelManifest.Read(file._archive).HasLoader
            ? (file.Load(RootName, context), file.LoadLoader())
            : throw new FormatException(
                "Model does not contain an IDataLoader. Perhaps this was saved with a DataViewSchema, or even no information on its input at all. Consider using the Load method instead."),
        out loader);

    internal ITransformer Load(string path, MLContext context)
    {
        var reader = Open(path, out var kind);
        var loader = ModelRegistry.Find(kind)
            ?? throw new FormatException($"The model file holds a transformer of kind '{kind}' in part '{path}', which this version does not know; open it with the version that wrote it or a later one.");
        if (_depth == MostDepth)
        {
            throw new FormatException($"The model file is refused: transformers hold each other more than {MostDepth} levels deep.");
        }

        _depth++;
        var transformer = loader(reader, context);
        _depth--;
        return transformer;
    }

    private static ITransformer Read<T>(Stream stream, Func<ModelFile, (ITransformer Model, T Input)> read, out T input)
    {
        try
        {
            using var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            (var model, input) = read(new ModelFile(new ModelArchive(archive, stream.CanSeek ? stream.Length : long.MaxValue)));
            return model;
        }
        catch (InvalidOperationException e) when (e is not UnknownContractException)
        {
            throw new FormatException($"The model file is damaged: {e.Message}", e);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or OverflowException or ArgumentException or InvalidCastException or IndexOutOfRangeException or NotSupportedException)
        {
            throw new FormatException($"The model file is damaged or is not a model file: {e.Message}", e);
        }
    }

    private static void Save(ZipArchive archive, string path, ICanSaveModel part)
    {
        using var context = new ModelSaveContext(archive, path);
        part.Save(context);
        context.Commit(part);
    }

    private IDataLoader<IMultiStreamSource> LoadLoader()
    {
        var reader = Open(LoaderName, out var kind);
        return LoaderRegistry.Find(kind)?.Invoke(reader)
            ?? throw new FormatException($"The model file holds a data loader of kind '{kind}', which this version does not know; open it with the version that wrote it or a later one.");
    }

    private ModelReader Open(string path, out string kind)
    {
        var reader = new ModelReader(this, path, _archive.Read(path + Extension));
        kind = reader.ReadKind();
        return reader;
    }
}
