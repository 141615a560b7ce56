using System.Globalization;
using System.IO.Compression;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Trainers.Tests.Portable;

public sealed class PortableModelFileTests
{
    [Fact]
    public void SaveLoad_EveryStep_SamePredictions()
    {
        var model = PortableSamples.Binary(1, 2.5f);
        var loaded = PortableModelFile.Load(new MemoryStream(Saved(model)));
        var (a, b) = (model.Predict(PortableSamples.Table()), loaded.Predict(PortableSamples.Table()));
        Assert.Equal(a.Scores.Values, b.Scores.Values);
        Assert.Equal(a.Probabilities, b.Probabilities);
        Assert.Equal(model.Label.Classes, loaded.Label.Classes);
        Assert.Equal(model.Columns, loaded.Columns);
    }

    [Fact]
    public void Save_SharedFeaturizer_StaysShared()
    {
        var featurizer = PortableSamples.Featurizer();
        var model = new PortableModel(PortableSamples.Columns(), new PortableLabel { Task = PredictionTask.Binary },
            [new PortableMember(featurizer, PortableSamples.Predictor(1)), new PortableMember(featurizer, PortableSamples.Predictor(2))]);
        var loaded = PortableModelFile.Load(new MemoryStream(Saved(model)));
        Assert.Same(loaded.Members[0].Featurizer, loaded.Members[1].Featurizer);
    }

    [Fact]
    public void Save_Twice_SameBytes() => Assert.Equal(Saved(PortableSamples.Binary(1)), Saved(PortableSamples.Binary(1)));

    [Fact]
    public void SaveLoad_OtherCulture_SamePredictions()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            SaveLoad_EveryStep_SamePredictions();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Load_CutShortAnywhere_Refused()
    {
        var bytes = Saved(PortableSamples.Binary(1));
        for (var length = 0; length < bytes.Length; length += 97)
        {
            Assert.Throws<PortableModelException>(() => PortableModelFile.Load(new MemoryStream(bytes[..length])));
        }
    }

    [Theory]
    [InlineData("manifest.json")]
    [InlineData("arrays.bin")]
    [InlineData("predictors/0000.bin")]
    public void Load_EntryChanged_Refused(string name)
    {
        var changed = Rewrite(Saved(PortableSamples.Binary(1)), name, bytes =>
        {
            bytes[^3] ^= 1;
            return bytes;
        });
        Assert.Contains("digest", Assert.Throws<PortableModelException>(() => PortableModelFile.Load(new MemoryStream(changed))).Message);
    }

    [Theory]
    [InlineData("arrays.bin")]
    [InlineData("predictors/0000.bin")]
    public void Load_EntryShortened_Refused(string name)
    {
        var changed = Rewrite(Saved(PortableSamples.Binary(1)), name, bytes => bytes[..^4]);
        Assert.Contains(name, Assert.Throws<PortableModelException>(() => PortableModelFile.Load(new MemoryStream(changed))).Message);
    }

    [Theory]
    [InlineData("\"version\": 1", "\"version\": 9", "version 9")]
    [InlineData("\"affine\"", "\"magic!\"", "'magic!'")]
    [InlineData("\"linear\"", "\"oracle\"", "'oracle'")]
    [InlineData("\"count\": 8", "\"count\": 99", "floats")]
    public void Load_ManifestWithTrueDigestButWrong_Refused(string old, string replacement, string said)
    {
        var bytes = Saved(PortableSamples.Binary(1));
        var json = "";
        var changed = Rewrite(bytes, "manifest.json", manifest =>
        {
            json = System.Text.Encoding.UTF8.GetString(manifest).Replace(old, replacement, StringComparison.Ordinal);
            return System.Text.Encoding.UTF8.GetBytes(json);
        });
        changed = Rewrite(changed, "manifest.sha256", _ => System.Text.Encoding.ASCII.GetBytes(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(json)))));
        Assert.Contains(said, Assert.Throws<PortableModelException>(() => PortableModelFile.Load(new MemoryStream(changed))).Message);
    }

    [Fact]
    public void SaveLoad_DecisionWeights_AreKeptUnderAVersionOfTheirOwn()
    {
        var label = new PortableLabel { Task = PredictionTask.Multiclass, Classes = ["a", "b"], DecisionWeights = [0.5f, 2] };
        var member = new PortableMember(new PortableFeaturizer([], "x"), new LinearPredictor(new FloatMatrix(2, 1, [1, -1]), [0, 0], PortableLink.Softmax));
        var weighted = new PortableModel([new("x", PortableColumnKind.Number)], label, [member]);
        var loaded = PortableModelFile.Load(new MemoryStream(Saved(weighted)));
        Assert.Equal(label.DecisionWeights, loaded.Label.DecisionWeights);
        var table = new PortableTable(3).Set("x", [0.2f, 0.5f, 1.5f]);
        Assert.Equal([1, 1, 0], Enumerable.Range(0, 3).Select(loaded.Predict(table).PredictedClass));
        Assert.Contains("\"version\": 3", Manifest(weighted));
        Assert.Contains("\"version\": 1", Manifest(new PortableModel(weighted.Columns, label with { DecisionWeights = [] }, [member])));
    }

    private static string Manifest(PortableModel model)
    {
        using var zip = new ZipArchive(new MemoryStream(Saved(model)), ZipArchiveMode.Read);
        using var reader = new StreamReader(zip.GetEntry("manifest.json")!.Open());
        return reader.ReadToEnd();
    }

    [Fact]
    public void Load_OtherZip_SaysSo()
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            zip.CreateEntry("Model.key");
        }

        bytes.Position = 0;
        Assert.Contains("ml.Model.Load", Assert.Throws<PortableModelException>(() => PortableModelFile.Load(bytes)).Message);
    }

    [Fact]
    public void Load_NoSuchFile_NamesIt() =>
        Assert.Contains("nowhere.zip", Assert.Throws<FileNotFoundException>(() => PortableModelFile.Load("nowhere.zip")).Message);

    [Fact]
    public void Save_Path_LoadsBack()
    {
        var path = Path.Combine(Path.GetTempPath(), $"portable-{Guid.NewGuid():N}.zip");
        try
        {
            PortableModelFile.Save(PortableSamples.Binary(1), path);
            Assert.Equal(5, PortableModelFile.Load(path).Columns.Count);
            Assert.False(File.Exists(path + ".part"));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static byte[] Saved(PortableModel model)
    {
        using var stream = new MemoryStream();
        PortableModelFile.Save(model, stream);
        return stream.ToArray();
    }

    private static byte[] Entry(byte[] zipBytes, string name)
    {
        using var zip = new ZipArchive(new MemoryStream(zipBytes));
        using var target = new MemoryStream();
        using var source = zip.GetEntry(name)!.Open();
        source.CopyTo(target);
        return target.ToArray();
    }

    private static byte[] Rewrite(byte[] zipBytes, string name, Func<byte[], byte[]> change)
    {
        var bytes = change(Entry(zipBytes, name));
        using var stream = new MemoryStream();
        stream.Write(zipBytes);
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            zip.GetEntry(name)!.Delete();
            using var target = zip.CreateEntry(name).Open();
            target.Write(bytes);
        }

        return stream.ToArray();
    }
}
