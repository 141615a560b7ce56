using System.IO.Compression;
using System.Text;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetTuning.Embedded.Tests.Model;

public sealed class ModelFileTests
{
    private readonly MLContext _ml = new(1);

    [Fact]
    public void Load_FileOfTheMicrosoftPackages_SaysWhoWroteIt()
    {
        var file = Zip(("TrainingInfo/Version.txt", "5.0.0"), ("Model.key", "x"));

        var error = Assert.Throws<FormatException>(() => _ml.Model.Load(file, out _));

        Assert.Contains("Microsoft.ML packages", error.Message, StringComparison.Ordinal);
    }

    /// <summary>That the packages show the note is tried with the kept file where they are (OtherHostFileTests).</summary>
    [Fact]
    public void Save_HasTheNoteThatTheMicrosoftPackagesShow()
    {
        using var kept = new MemoryStream();
        typeof(ModelFileTests).Assembly.GetManifestResourceStream("embedded.zip")!.CopyTo(kept);

        Assert.Equal(Note(kept), Note(Saved()));

        static byte[] Note(MemoryStream file) => Parts(file).Single(part => part.Name == "TransformerChain/Model.key").Content;
    }

    [Fact]
    public void Load_OtherHostOrVersion_SaysWhich()
    {
        var other = Zip(("manifest.json", """{"Host":"Somebody","Version":1,"HasSchema":false}"""));
        var later = Zip(("manifest.json", """{"Host":"MLNetTuning.Host","Version":99,"HasSchema":false}"""));

        Assert.Contains("'Somebody'", Assert.Throws<FormatException>(() => _ml.Model.Load(other, out _)).Message, StringComparison.Ordinal);
        Assert.Contains("99", Assert.Throws<FormatException>(() => _ml.Model.Load(later, out _)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_KindNotRegistered_IsRefused()
    {
        var file = Saved();
        Replace(file, "model/0.bin", [(byte)"System.Diagnostics.Process".Length, .. Encoding.UTF8.GetBytes("System.Diagnostics.Process")]);

        var error = Assert.Throws<FormatException>(() => _ml.Model.Load(file, out _));

        Assert.Contains("'System.Diagnostics.Process'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_EveryTruncation_ThrowsFormatException()
    {
        var whole = Saved().ToArray();

        for (var length = 0; length < whole.Length; length += 37)
        {
            Assert.Throws<FormatException>(() => _ml.Model.Load(new MemoryStream(whole[..length]), out _));
        }
    }

    [Fact]
    public void Load_EveryPartCutShort_ThrowsFormatException()
    {
        foreach (var (name, content) in Parts(Saved()).Where(static p => p.Name.EndsWith(".bin", StringComparison.Ordinal)))
        {
            for (var length = 0; length < content.Length; length++)
            {
                var file = Saved();
                Replace(file, name, content[..length]);
                Assert.Throws<FormatException>(() => _ml.Model.Load(file, out _));
            }
        }
    }

    [Fact]
    public void Load_LengthLargerThanTheFile_IsRefusedBeforeAllocating()
    {
        var file = Saved();
        var chain = Parts(file).Single(static p => p.Name == "model.bin").Content;
        var length = 1 + chain[0];
        BitConverter.TryWriteBytes(chain.AsSpan(length), int.MaxValue);
        Replace(file, "model.bin", chain);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<FormatException>(() => _ml.Model.Load(file, out _));

        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 24);
    }

    [Fact]
    public void Save_TransformerThatWritesNothing_LeavesNoFile()
    {
        var path = Path.Combine(Path.GetTempPath(), $"mlnettuning-{Guid.NewGuid():N}.zip");

        Assert.Throws<InvalidOperationException>(() => _ml.Model.Save(new SilentTransformer(), null, path));

        Assert.False(File.Exists(path));
    }

    [Fact]
    public void Load_CustomMappingOfUnknownContract_SaysHowToRegister()
    {
        var file = Zip(
            ("manifest.json", """{"Host":"MLNetTuning.Host","Version":1,"HasSchema":false}"""),
            ("model.bin", "\u000dCustomMapping\u0004\0\0\0None\u0004\0\0\0None"));

        var error = Assert.ThrowsAny<InvalidOperationException>(() => _ml.Model.Load(file, out _));

        Assert.Contains("RegisterAssembly", error.Message, StringComparison.Ordinal);
    }

    private MemoryStream Saved()
    {
        var data = _ml.Data.LoadFromEnumerable([new Row { Text = "a", Number = 1 }, new Row { Text = "b", Number = 2 }]);
        var model = _ml.Transforms.Categorical.OneHotEncoding("Hot", "Text").Append(_ml.Transforms.NormalizeMeanVariance("Number")).Fit(data);
        var file = new MemoryStream();
        _ml.Model.Save(model, model.GetOutputSchema(data.Schema), file);
        file.Position = 0;
        return file;
    }

    private static MemoryStream Zip(params (string Name, string Content)[] entries)
    {
        var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        file.Position = 0;
        return file;
    }

    private static List<(string Name, byte[] Content)> Parts(MemoryStream file)
    {
        var parts = new List<(string, byte[])>();
        using var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        foreach (var entry in archive.Entries)
        {
            using var stream = entry.Open();
            using var content = new MemoryStream();
            stream.CopyTo(content);
            parts.Add((entry.FullName, content.ToArray()));
        }

        file.Position = 0;
        return parts;
    }

    private static void Replace(MemoryStream file, string name, byte[] content)
    {
        using (var archive = new ZipArchive(file, ZipArchiveMode.Update, leaveOpen: true))
        {
            archive.GetEntry(name)!.Delete();
            using var entry = archive.CreateEntry(name).Open();
            entry.Write(content);
        }

        file.Position = 0;
    }

    private sealed class Row
    {
        public string Text { get; set; } = "";

        public float Number { get; set; }
    }

    private sealed class SilentTransformer : ITransformer
    {
        public bool IsRowToRowMapper => false;

        public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => inputSchema;

        public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => throw new NotSupportedException();

        public void Save(ModelSaveContext ctx)
        {
        }

        public IDataView Transform(IDataView input) => input;
    }
}
