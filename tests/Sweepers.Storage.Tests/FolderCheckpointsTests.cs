namespace MLNetTuning.Sweepers.Storage.Tests;

public sealed class FolderCheckpointsTests : CheckpointsContract, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sweepers").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Put_LeavesNoPartsBehind()
    {
        Open().Put("a", [1]);
        Open().Put("a", [2]);
        Assert.EndsWith(".checkpoint", Assert.Single(Directory.EnumerateFiles(Path.Combine(_folder, "c"))), StringComparison.Ordinal);
    }

    [Fact]
    public void Constructor_FolderThatCannotBe_SaysSo()
    {
        File.WriteAllText(Path.Combine(_folder, "file"), "");
        Assert.Contains("cannot be made", Assert.Throws<InvalidOperationException>(() => new FolderCheckpoints(Path.Combine(_folder, "file", "c"))).Message);
    }

    protected override IStudyCheckpoints Open() => new FolderCheckpoints(Path.Combine(_folder, "c"));
}
