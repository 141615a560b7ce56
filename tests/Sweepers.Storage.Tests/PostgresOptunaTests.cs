namespace MLNetTuning.Sweepers.Storage.Tests;

[Collection(PostgresTests.Name)]
public sealed class PostgresOptunaTests(PostgresServer server) : OptunaContract
{
    private readonly string _database = server.CreateDatabase();

    protected override string Url => server.Url(_database);

    [Fact]
    public void Tables_AreTheOnesOptunaMakes()
    {
        string theirs = server.CreateDatabase();
        Optuna.Run("optuna.create_study(storage=sys.argv[1])", server.Url(theirs));
        new PostgresStudyStore(server.ConnectionString(_database)).Dispose();
        foreach (string query in new[]
        {
            "SELECT table_name, column_name, data_type, udt_name, is_nullable, character_maximum_length, column_default FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, ordinal_position",
            "SELECT t.typname, e.enumlabel FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid ORDER BY 1, e.enumsortorder",
            "SELECT conrelid::regclass::text, contype, pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2, 3",
            "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1, 2",
            "SELECT * FROM version_info",
            "SELECT * FROM alembic_version",
        })
        {
            Assert.NotEmpty(server.Query(theirs, query));
            Assert.Equal(server.Query(theirs, query), server.Query(_database, query));
        }
    }
}
