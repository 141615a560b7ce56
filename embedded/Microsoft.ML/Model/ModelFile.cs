using System.IO.Compression;
using System.Text.Json;
using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>A model file: a zip with a manifest, the input schema and one part for every transformer.</summary>
internal sealed class ModelFile
{
    public const string Extension = ".bin";

    private const string HostName = "MLNetTuning.Host";
    private const string ManifestName = "manifest.json";
    private const string SchemaName = "schema";
    private const string RootName = "model";
    private const int Version = 1;
    private const int MaxManifestBytes = 1 << 16;
    private const long MaxPartBytes = 1L << 30;

    private readonly ZipArchive _archive;

    private ModelFile(ZipArchive archive)
    {
        _archive = archive;
    }

    public static void Save(ITransformer model, DataViewSchema? schema, Stream stream)
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        using (var manifest = archive.CreateEntry(ManifestName).Open())
        {
            JsonSerializer.Serialize(manifest, new Manifest(HostName, Version, schema is not null));
        }

        if (schema is not null)
        {
            var writer = new ModelWriter();
            SchemaFile.Write(writer, schema);
            using var part = archive.CreateEntry(SchemaName + Extension).Open();
            writer.CopyTo(SchemaName, part);
        }

        using var root = new ModelSaveContext(archive, RootName);
        model.Save(root);
        root.Commit(model);
    }

    public static ITransformer Load(Stream stream, MLContext context, out DataViewSchema? schema)
    {
        try
        {
            using var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            var file = new ModelFile(archive);
            var manifest = file.ReadManifest();
            schema = manifest.HasSchema ? SchemaFile.Read(file.Open(SchemaName, out _)) : null;
            return file.Load(RootName, context);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or OverflowException or ArgumentException or InvalidCastException or IndexOutOfRangeException)
        {
            throw new FormatException($"The model file is damaged or is not a model file: {e.Message}", e);
        }
    }

    internal ITransformer Load(string path, MLContext context)
    {
        var reader = Open(path, out var kind);
        var loader = ModelRegistry.Find(kind)
            ?? throw new FormatException($"The model file holds a transformer of kind '{kind}' in part '{path}', which this version does not know; open it with the version that wrote it or a later one.");
        return loader(reader, context);
    }

    private Manifest ReadManifest()
    {
        var entry = _archive.GetEntry(ManifestName);
        if (entry is null)
        {
            var real = _archive.Entries.Any(static e => e.FullName.Replace('\\', '/').StartsWith("TrainingInfo/", StringComparison.Ordinal));
            throw new FormatException(real
                ? $"The model file was written by the Microsoft.ML packages; this is {HostName}, which cannot read it. Open it in a program built on those packages, or train and save the model here."
                : $"The file is not a model file of {HostName}: it has no {ManifestName}.");
        }

        Manifest? manifest;
        try
        {
            manifest = JsonSerializer.Deserialize<Manifest>(Read(entry, MaxManifestBytes));
        }
        catch (JsonException e)
        {
            throw new FormatException($"The model file is damaged: {ManifestName} is not readable.", e);
        }

        if (manifest?.Host != HostName)
        {
            throw new FormatException($"The model file was written by '{manifest?.Host}'; this is {HostName}, which cannot read it.");
        }

        return manifest.Version == Version
            ? manifest
            : throw new FormatException($"The model file has format version {manifest.Version}; this version reads {Version}. Open it with the version that wrote it or a later one.");
    }

    private ModelReader Open(string path, out string kind)
    {
        var entry = _archive.GetEntry(path + Extension)
            ?? throw new FormatException($"The model file is damaged: part '{path}' is missing.");
        var reader = new ModelReader(this, path, Read(entry, MaxPartBytes));
        kind = reader.ReadKind();
        return reader;
    }

    private static byte[] Read(ZipArchiveEntry entry, long limit)
    {
        if (entry.Length > limit)
        {
            throw new FormatException($"The model file is refused: part '{entry.FullName}' says it has {entry.Length} bytes; at most {limit} are read.");
        }

        // The size a zip states may be a lie: what is really there decides, up to the size stated.
        using var stream = entry.Open();
        using var content = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (var count = stream.Read(buffer); count > 0; count = stream.Read(buffer))
        {
            content.Write(buffer, 0, count);
            if (content.Length > entry.Length)
            {
                throw new FormatException($"The model file is damaged: part '{entry.FullName}' is longer than the {entry.Length} bytes it states.");
            }
        }

        return content.Length == entry.Length
            ? content.ToArray()
            : throw new FormatException($"The model file is damaged: part '{entry.FullName}' ends after {content.Length} of {entry.Length} bytes.");
    }

    private sealed record Manifest(string Host, int Version, bool HasSchema);
}
