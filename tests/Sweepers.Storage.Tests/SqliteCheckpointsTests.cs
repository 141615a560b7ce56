using MLNetTuning.Sweepers.Studies;
using MLNetTuning.Sweepers.Tests;

namespace MLNetTuning.Sweepers.Storage.Tests;

public sealed class SqliteCheckpointsTests : CheckpointsContract, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sweepers").FullName;
    private readonly SqliteStudyStore _store;

    public SqliteCheckpointsTests()
    {
        _store = new SqliteStudyStore(Path.Combine(_folder, "a.db"));
        _ = new Study(TestSpaces.Small, Sweeper.Random(), new StudyOptions { Name = "s", Store = _store });
    }

    public void Dispose()
    {
        _store.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Checkpoints_OfTwoStudies_DoNotMix()
    {
        _ = new Study(TestSpaces.Small, Sweeper.Random(), new StudyOptions { Name = "other", Store = _store });
        Open().Put("a", [1]);
        Assert.Null(_store.Checkpoints("other").Get("a"));
        Assert.Contains("no study 'nobody'", Assert.Throws<InvalidOperationException>(() => _store.Checkpoints("nobody")).Message);
    }

    protected override IStudyCheckpoints Open() => _store.Checkpoints("s");
}
