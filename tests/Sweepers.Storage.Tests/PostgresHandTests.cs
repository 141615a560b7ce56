namespace MLNetTuning.Sweepers.Storage.Tests;

[Collection(PostgresWorkers.Name)]
public sealed class PostgresHandTests(PostgresServer server) : HandAcrossProcessesContract
{
    private readonly string _database = server.CreateDatabase();

    protected override string Url => server.Url(_database);
}
