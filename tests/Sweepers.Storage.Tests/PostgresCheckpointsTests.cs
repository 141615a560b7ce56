using MLNetTuning.Sweepers.Studies;
using MLNetTuning.Sweepers.Tests;

namespace MLNetTuning.Sweepers.Storage.Tests;

[Collection(PostgresTests.Name)]
public sealed class PostgresCheckpointsTests : CheckpointsContract, IDisposable
{
    private readonly PostgresStudyStore _store;

    public PostgresCheckpointsTests(PostgresServer server)
    {
        _store = new PostgresStudyStore(server.ConnectionString(server.CreateDatabase()));
        _ = new Study(TestSpaces.Small, Sweeper.Random(), new StudyOptions { Name = "s", Store = _store });
    }

    public void Dispose() => _store.Dispose();

    protected override IStudyCheckpoints Open() => _store.Checkpoints("s");
}
