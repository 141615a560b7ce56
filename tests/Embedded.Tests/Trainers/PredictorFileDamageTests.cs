using System.IO.Compression;
using Microsoft.ML;

namespace MLNetTuning.Embedded.Tests.Trainers;

public sealed class PredictorFileDamageTests
{
    private const int Tries = 150;

    private readonly MLContext _ml = new(seed: 1);

    public static TheoryData<string> Trainers => ["LightGbm", "Lbfgs", "Classes"];

    [Theory]
    [MemberData(nameof(Trainers))]
    public void Load_PartCutShort_IsRefusedAsDamaged(string trainer)
    {
        var (entries, part) = Saved(trainer);
        var random = new Random(1);

        for (var i = 0; i < Tries; i++)
        {
            var cut = entries[part][..random.Next(entries[part].Length)];

            Assert.Throws<FormatException>(() => Load(entries, part, cut));
        }
    }

    [Theory]
    [MemberData(nameof(Trainers))]
    public void Load_PartWithChangedBytes_LoadsOrIsRefusedAsDamaged(string trainer)
    {
        var (entries, part) = Saved(trainer);
        var random = new Random(2);

        for (var i = 0; i < Tries; i++)
        {
            var changed = (byte[])entries[part].Clone();
            changed[random.Next(changed.Length)] = (byte)random.Next(256);

            var error = Record.Exception(() => Load(entries, part, changed));

            Assert.True(error is null or FormatException, error?.ToString());
        }
    }

    private static void Load(Dictionary<string, byte[]> entries, string part, byte[] content)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in entries)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(name == part ? content : bytes);
            }
        }

        file.Position = 0;
        new MLContext().Model.Load(file, out _);
    }

    private (Dictionary<string, byte[]> Entries, string Part) Saved(string trainer)
    {
        var data = _ml.Data.LoadFromEnumerable(TrainerRow.Sample(100));
        IEstimator<ITransformer> estimator = trainer switch
        {
            "LightGbm" => _ml.BinaryClassification.Trainers.LightGbm(numberOfIterations: 3),
            "Lbfgs" => _ml.BinaryClassification.Trainers.LbfgsLogisticRegression(),
            _ => _ml.MulticlassClassification.Trainers.LightGbm("Kind", numberOfIterations: 2),
        };
        using var file = new MemoryStream();
        _ml.Model.Save(estimator.Fit(data), data.Schema, file);
        file.Position = 0;
        using var zip = new ZipArchive(file, ZipArchiveMode.Read);
        var entries = zip.Entries.ToDictionary(entry => entry.FullName, Bytes);
        return (entries, entries.Where(entry => entry.Key.StartsWith("model", StringComparison.Ordinal)).MaxBy(entry => entry.Value.Length).Key);
    }

    private static byte[] Bytes(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
