using MLNetTuning.Trainers.Serialization;

namespace MLNetTuning.Trainers.Tests.Serialization;

public sealed class WholeFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("whole").FullName;

    private string Place => Path.Combine(_folder, "file.txt");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Write_AFileThatIsThere_IsReplaced()
    {
        File.WriteAllText(Place, "old");
        WholeFile.Write(Place, part => File.WriteAllText(part, "new"));
        Assert.Equal("new", File.ReadAllText(Place));
        Assert.Equal([Place], Directory.GetFiles(_folder));
    }

    [Fact]
    public void Write_AFaultHalfWay_LeavesTheOldFileAndNothingElse()
    {
        File.WriteAllText(Place, "old");
        Assert.Throws<InvalidDataException>(() => WholeFile.Write(Place, part =>
        {
            using var writer = new StreamWriter(part);
            writer.Write("half");
            writer.Flush();
            throw new InvalidDataException();
        }));
        Assert.Equal("old", File.ReadAllText(Place));
        Assert.Equal([Place], Directory.GetFiles(_folder));
    }

    [Fact]
    public void Write_NoFolder_NamesItAndTheRemedy()
    {
        var folder = Path.Combine(_folder, "none");
        var message = Assert.Throws<DirectoryNotFoundException>(() => WholeFile.Write(Path.Combine(folder, "file.txt"), part => File.WriteAllText(part, "new"))).Message;
        Assert.Contains($"no folder '{folder}' to write 'file.txt' in; make it first", message);
    }
}
