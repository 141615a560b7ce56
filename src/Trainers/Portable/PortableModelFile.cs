using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using MLNetTuning.Trainers.Serialization;
using static MLNetTuning.Trainers.Portable.PortableManifest;

namespace MLNetTuning.Trainers.Portable;

/// <summary>Saves and loads a portable model as one zip file: a manifest in JSON and binary entries, each with its length and SHA-256.</summary>
/// <remarks>
/// Loading makes no type a file names; sizes are checked against the bytes at hand before anything is allocated for them;
/// a file that is cut short or changed is refused.
/// </remarks>
public static class PortableModelFile
{
    private const string ManifestName = "manifest.json";
    private const string DigestName = "manifest.sha256";
    private const string ArraysName = "arrays.bin";
    private const long LargestEntry = int.MaxValue / 2;

    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    // Zip keeps a time per entry; a fixed one makes equal models equal files.
    private static readonly DateTimeOffset EntryTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Saves to a file, replacing one that is there only once the new one is whole.</summary>
    /// <param name="model">The model.</param>
    /// <param name="path">The file; its folder must exist.</param>
    public static void Save(PortableModel model, string path)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrEmpty(path);
        WholeFile.Write(path, part =>
        {
            using var stream = File.Create(part);
            Save(model, stream);
        });
    }

    /// <summary>Saves to a stream, which stays open.</summary>
    /// <param name="model">The model.</param>
    /// <param name="stream">A stream that can be written.</param>
    public static void Save(PortableModel model, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(stream);
        var arrays = new PortableArrays();
        PortableFeaturizer[] passthrough = model.Passthrough is null ? [] : [model.Passthrough];
        var featurizers = model.Members.Select(member => member.Featurizer).Concat(passthrough).Distinct<PortableFeaturizer>(ReferenceEqualityComparer.Instance).ToList();
        var entries = new List<(string Name, byte[] Bytes)>();
        var members = new List<MemberPart>();
        foreach (var member in model.Members)
        {
            var predictor = Part(member.Predictor, $"predictors/{members.Count:D4}.bin", arrays, entries);
            members.Add(new MemberPart(member.Weight, Place(featurizers, member.Featurizer), predictor, member.Classes is null ? null : [.. member.Classes])
            {
                Group = model.HasOwnCombiner ? member.Group : null,
            });
        }

        var combiner = model.HasOwnCombiner ? Part(model.Combiner!, "predictors/combiner.bin", arrays, entries) : null;
        var featurizerParts = featurizers.Select(one => new FeaturizerPart(one.Output, [.. one.Steps.Select(step => PortableStepCodec.Write(step, arrays))])).ToArray();
        entries.Add((ArraysName, arrays.ToBytes()));
        var label = model.Label;
        var manifest = new PortableManifest
        {
            Format = FormatName,
            Version = label.DecisionWeights.Count > 0 ? CurrentVersion : combiner is null ? 1 : 2,
            Columns = [.. model.Columns.Select(column => new ColumnPart(column.Name, column.Kind.ToString(), column.Size, column.DecimalComma))],
            Label = new LabelPart(label.Task.ToString(), label.Name, [.. label.Classes], label.ClassesAreNumbers, label.PredictsValue, label.DecisionWeights.Count > 0 ? [.. label.DecisionWeights] : null),
            Featurizers = featurizerParts,
            Members = [.. members],
            Entries = [.. entries.Select(entry => new EntryPart(entry.Name, entry.Bytes.Length, Digest(entry.Bytes)))],
            Combiner = combiner,
            Passthrough = model.Passthrough is null ? null : Place(featurizers, model.Passthrough),
        };
        WriteZip(stream, JsonSerializer.SerializeToUtf8Bytes(manifest, Json), entries);
    }

    private static int Place(List<PortableFeaturizer> featurizers, PortableFeaturizer one) => featurizers.FindIndex(other => ReferenceEquals(other, one));

    private static PredictorPart Part(PortablePredictor predictor, string name, PortableArrays arrays, List<(string Name, byte[] Bytes)> entries)
    {
        using var bytes = new MemoryStream();
        predictor.Save(bytes);
        entries.Add((name, bytes.ToArray()));
        var link = predictor.Link;
        return new PredictorPart(predictor.Kind, name, link.Kind.ToString(), arrays.Add(link.Slope), arrays.Add(link.Offset));
    }

    /// <summary>Loads from a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="PortableModelException">The file is not a portable model, is damaged, or is of a newer version.</exception>
    public static PortableModel Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"There is no model file '{path}'. Give the path of a file that ml.Tuning().Save or PortableModelFile.Save wrote.", path);
        }

        using var stream = File.OpenRead(path);
        try
        {
            return Load(stream);
        }
        catch (PortableModelException error)
        {
            throw new PortableModelException($"'{path}': {error.Message}", error);
        }
    }

    /// <summary>Loads from a stream, which stays open.</summary>
    /// <param name="stream">A stream that can be read and sought.</param>
    /// <exception cref="PortableModelException">The bytes are not a portable model, are damaged, or are of a newer version.</exception>
    public static PortableModel Load(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        try
        {
            using var zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            return Read(zip);
        }
        catch (Exception error) when (error is InvalidDataException or JsonException or EndOfStreamException or IOException or ArgumentException or FormatException or OverflowException)
        {
            throw new PortableModelException($"The file is not a whole portable model ({error.Message}). It may be cut short or changed; write it again with ml.Tuning().Save.", error);
        }
    }

    private static PortableModel Read(ZipArchive zip)
    {
        if (zip.GetEntry(ManifestName) is not { } manifestEntry || zip.GetEntry(DigestName) is not { } digestEntry)
        {
            throw new PortableModelException("The zip has no manifest of a portable model. A zip written by ml.Model.Save is opened with ml.Model.Load.");
        }

        var json = ReadEntry(manifestEntry, manifestEntry.Length);
        if (Digest(json) != System.Text.Encoding.ASCII.GetString(ReadEntry(digestEntry, 64)))
        {
            throw new PortableModelException("The manifest does not match its digest; the file was changed or damaged.");
        }

        CheckVersion(json);
        var manifest = JsonSerializer.Deserialize<PortableManifest>(json, Json) ?? throw new PortableModelException("The manifest is empty.");
        if (manifest.HoldsNull)
        {
            throw new PortableModelException("A list of the manifest holds null; the file is damaged.");
        }

        return Build(manifest, ReadEntries(zip, manifest));
    }

    // Before the rest is read: a newer version may have parts this one does not know.
    private static void CheckVersion(byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        if (!root.TryGetProperty("format", out var format) || format.GetString() != FormatName)
        {
            throw new PortableModelException($"The manifest is not of the format '{FormatName}'.");
        }

        var version = root.GetProperty("version").GetInt32();
        if (version is < 1 or > CurrentVersion)
        {
            throw new PortableModelException($"The file has version {version}; this program reads versions 1 to {CurrentVersion}. Use a newer program or write the file again.");
        }
    }

    private static Dictionary<string, byte[]> ReadEntries(ZipArchive zip, PortableManifest manifest)
    {
        var entries = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var part in manifest.Entries)
        {
            var entry = zip.GetEntry(part.Name) ?? throw new PortableModelException($"The entry '{part.Name}' is missing; the file is damaged.");
            var bytes = ReadEntry(entry, part.Length);
            if (Digest(bytes) != part.Sha256)
            {
                throw new PortableModelException($"The entry '{part.Name}' does not match its digest; the file was changed or damaged.");
            }

            entries[part.Name] = bytes;
        }

        return entries;
    }

    /// <summary>Reads an entry of a stated length; memory grows with the bytes that really come, never with what the header claims.</summary>
    private static byte[] ReadEntry(ZipArchiveEntry entry, long length)
    {
        if (length < 0 || length > LargestEntry || entry.Length != length)
        {
            throw new PortableModelException($"The entry '{entry.FullName}' has {entry.Length} bytes where {length} are stated; the file is damaged.");
        }

        using var source = entry.Open();
        using var target = new MemoryStream();
        var buffer = new byte[81920];
        for (int read; (read = source.Read(buffer)) > 0;)
        {
            if (target.Length + read > length)
            {
                throw new PortableModelException($"The entry '{entry.FullName}' unpacks to more than the {length} bytes stated; the file is damaged.");
            }

            target.Write(buffer, 0, read);
        }

        return target.Length == length
            ? target.ToArray()
            : throw new PortableModelException($"The entry '{entry.FullName}' unpacks to {target.Length} bytes where {length} are stated; the file is damaged.");
    }

    private static PortableModel Build(PortableManifest manifest, Dictionary<string, byte[]> entries)
    {
        byte[] Entry(string name) => entries.GetValueOrDefault(name) ?? throw new PortableModelException($"The manifest does not list the entry '{name}'; the file is damaged.");
        var arrays = new PortableArrays(Entry(ArraysName));
        var featurizers = manifest.Featurizers.Select(one => new PortableFeaturizer([.. one.Steps.Select(step => PortableStepCodec.Read(step, arrays))], one.Output)).ToArray();
        PortableFeaturizer Featurizer(int place) => place >= 0 && place < featurizers.Length
            ? featurizers[place]
            : throw new PortableModelException($"A part names featurizer {place} of {featurizers.Length}; the file is damaged.");
        PortablePredictor Predictor(PredictorPart part)
        {
            var link = PortableLink.Make(Enum.Parse<PortableLinkKind>(part.Link), arrays.Get(part.Slope), arrays.Get(part.Offset));
            return PortablePredictorCodec.Read(part.Kind, Entry(part.Entry), link);
        }

        var members = manifest.Members.Select(part => new PortableMember(Featurizer(part.Featurizer), Predictor(part.Predictor), part.Weight, part.Classes, part.Group)).ToArray();
        var label = new PortableLabel
        {
            Task = Enum.Parse<PredictionTask>(manifest.Label.Task),
            Name = manifest.Label.Name,
            Classes = manifest.Label.Classes,
            ClassesAreNumbers = manifest.Label.ClassesAreNumbers,
            PredictsValue = manifest.Label.PredictsValue,
            DecisionWeights = manifest.Label.DecisionWeights ?? [],
        };
        var columns = manifest.Columns.Select(column => new PortableColumn(column.Name, Enum.Parse<PortableColumnKind>(column.Kind), column.Size) { DecimalComma = column.DecimalComma }).ToArray();
        return new PortableModel(
            columns, label, members, manifest.Combiner is null ? null : Predictor(manifest.Combiner), manifest.Passthrough is int place ? Featurizer(place) : null);
    }

    private static void WriteZip(Stream stream, byte[] manifest, List<(string Name, byte[] Bytes)> entries)
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        WriteEntry(zip, ManifestName, manifest);
        WriteEntry(zip, DigestName, System.Text.Encoding.ASCII.GetBytes(Digest(manifest)));
        foreach (var (name, bytes) in entries)
        {
            WriteEntry(zip, name, bytes);
        }
    }

    private static void WriteEntry(ZipArchive zip, string name, byte[] bytes)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = EntryTime;
        using var target = entry.Open();
        target.Write(bytes);
    }

    private static string Digest(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
