using System.Text.Json;

namespace Microsoft.ML;

/// <summary>What a model file says about itself.</summary>
/// <param name="Host">Who wrote it.</param>
/// <param name="Version">The version of the format.</param>
/// <param name="HasSchema">Whether the schema of the input is in it.</param>
/// <param name="HasLoader">Whether a data loader is in it.</param>
internal sealed record ModelManifest(string Host, int Version, bool HasSchema, bool HasLoader = false)
{
    public const string HostName = "MLNetTuning.Host";
    public const string EntryName = "manifest.json";
    public const int CurrentVersion = 1;

    private const int MostBytes = 1 << 16;

    public static ModelManifest Read(ModelArchive archive)
    {
        if (!archive.Contains(EntryName))
        {
            var real = archive.Names.Any(static name => name.Replace('\\', '/').StartsWith("TrainingInfo/", StringComparison.Ordinal));
            throw new FormatException(real
                ? $"The model file was written by the Microsoft.ML packages; this is {HostName}, which cannot read it. Open it in a program built on those packages, or train and save the model here."
                : $"The file is not a model file of {HostName}: it has no {EntryName}.");
        }

        ModelManifest? manifest;
        try
        {
            manifest = JsonSerializer.Deserialize<ModelManifest>(archive.Read(EntryName, MostBytes));
        }
        catch (JsonException e)
        {
            throw new FormatException($"The model file is damaged: {EntryName} is not readable.", e);
        }

        if (manifest?.Host != HostName)
        {
            throw new FormatException($"The model file was written by '{manifest?.Host}'; this is {HostName}, which cannot read it.");
        }

        return manifest.Version == CurrentVersion
            ? manifest
            : throw new FormatException($"The model file has format version {manifest.Version}; this version reads {CurrentVersion}. Open it with the version that wrote it or a later one.");
    }
}
