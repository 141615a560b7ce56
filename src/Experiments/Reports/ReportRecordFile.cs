using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization;
using MLNetTuning.Trainers.Portable;
using MLNetTuning.Trainers.Serialization;

namespace MLNetTuning.Experiments.Reports;

/// <summary>A <see cref="ReportRecord"/> as a compressed JSON file.</summary>
internal static class ReportRecordFile
{
    private static readonly JsonSerializerOptions _json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>Writes the file; one that is there is replaced only once the new one is whole.</summary>
    public static void Save(ReportRecord record, string path) => WholeFile.Write(path, part =>
    {
        using var file = File.Create(part);
        using var packed = new GZipStream(file, CompressionLevel.Fastest);
        JsonSerializer.Serialize(packed, record, _json);
    });

    /// <summary>Reads the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="model">The model of the same folder.</param>
    /// <exception cref="InvalidDataException">The file is damaged, of another version, or of another model.</exception>
    public static ReportRecord Load(string path, PortableModel model)
    {
        const string Remedy = "Train again with 'mltune train' to get one of this version.";
        ReportRecord record;
        try
        {
            using var file = File.OpenRead(path);
            using var packed = new GZipStream(file, CompressionMode.Decompress);
            using var whole = new MemoryStream();
            packed.CopyTo(whole);
            whole.Position = 0;
            record = JsonSerializer.Deserialize<ReportRecord>(whole, _json) ?? throw new JsonException("it is empty");
        }
        catch (Exception error) when (error is JsonException or InvalidDataException or NotSupportedException)
        {
            throw new InvalidDataException($"{path} is not a whole record of a search ({error.Message}). {Remedy}", error);
        }

        if (record.Format != ReportRecord.CurrentFormat)
        {
            throw new InvalidDataException($"{path} has the form {record.Format}; this program reads {ReportRecord.CurrentFormat}. {Remedy}");
        }

        var ids = record.Trials.Select(trial => trial.Id).ToHashSet();
        return record.Validation.Fits(model.Label) && record.Test?.Fits(model.Label) != false && record.Settings.Label == model.Label.Name && record.Members.All(member => ids.Contains(member.Trial))
            ? record
            : throw new InvalidDataException($"{path} does not belong to the model beside it. {Remedy}");
    }
}
