using System.IO.Compression;

namespace Microsoft.ML;

/// <summary>The place in a model file where one transformer is written.</summary>
public sealed class ModelSaveContext : IDisposable
{
    private const int MostKindBytes = 1 << 10;

    private readonly ZipArchive _archive;
    private readonly string _path;
    private string? _kind;
    private int _children;

    internal ModelSaveContext(ZipArchive archive, string path)
    {
        _archive = archive;
        _path = path;
    }

    /// <summary>What the transformer writes its state with.</summary>
    internal ModelWriter Writer { get; } = new();

    /// <summary>Releases the place; what was written without a kind is dropped.</summary>
    public void Dispose()
    {
    }

    /// <summary>Names the loader that will read the state; every saved transformer calls it first, once.</summary>
    internal void SetKind(string kind)
    {
        if (_kind is not null)
        {
            throw new InvalidOperationException($"This place in the model file already holds a {_kind}; a {kind} cannot be written over it.");
        }

        _kind = kind;
    }

    /// <summary>Writes a transformer that this one holds. Read back with <see cref="ModelReader.LoadChild"/> in the same order.</summary>
    internal void SaveChild(ITransformer transformer)
    {
        using var child = new ModelSaveContext(_archive, $"{_path}/{_children++}");
        transformer.Save(child);
        child.Commit(transformer);
    }

    internal void Commit(ICanSaveModel part)
    {
        if (_kind is null)
        {
            throw new InvalidOperationException($"{part.GetType()} wrote nothing into the model file: it cannot be saved. Its Save has to hand the context to a transformer that can be.");
        }

        if (Writer.Length > ModelArchive.MostPartBytes - MostKindBytes)
        {
            throw new InvalidOperationException($"{part.GetType()} takes {Writer.Length} bytes in a model file, where one part may take {ModelArchive.MostPartBytes}.");
        }

        var entry = _archive.CreateEntry(_path + ModelFile.Extension, ShrinksTooWell() ? CompressionLevel.NoCompression : CompressionLevel.Fastest);
        using var stream = entry.Open();
        Writer.CopyTo(_kind, stream);
    }

    /// <summary>A file that would grow more on reading than is believed of any is stored as it is: a large model of zeros, say.</summary>
    private bool ShrinksTooWell()
    {
        if (Writer.Length < ModelArchive.FreeBytes)
        {
            return false;
        }

        using var counter = new ByteCounter();
        using (var deflate = new DeflateStream(counter, CompressionLevel.Fastest, leaveOpen: true))
        {
            Writer.CopyTo(_kind!, deflate);
        }

        return counter.Length < Writer.Length / (ModelArchive.MostGrowth / 2);
    }
}
