using System.IO.Compression;

namespace Microsoft.ML;

/// <summary>The place in a model file where one transformer is written.</summary>
public sealed class ModelSaveContext : IDisposable
{
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

    internal void Commit(ITransformer transformer)
    {
        if (_kind is null)
        {
            throw new InvalidOperationException($"{transformer.GetType()} wrote nothing into the model file: it cannot be saved. Its Save has to hand the context to a transformer that can be.");
        }

        var entry = _archive.CreateEntry(_path + ModelFile.Extension, CompressionLevel.Fastest);
        using var stream = entry.Open();
        Writer.CopyTo(_kind, stream);
    }
}
