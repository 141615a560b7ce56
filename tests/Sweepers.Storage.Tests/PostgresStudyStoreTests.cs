using MLNetTuning.Sweepers.Studies;
using MLNetTuning.Sweepers.Tests;
using MLNetTuning.Sweepers.Tests.Studies;

namespace MLNetTuning.Sweepers.Storage.Tests;

[Collection(PostgresTests.Name)]
public sealed class PostgresStudyStoreTests : StudyStoreContract, IDisposable
{
    private readonly PostgresServer _server;
    private readonly string _database;
    private readonly List<PostgresStudyStore> _open = [];

    public PostgresStudyStoreTests(PostgresServer server)
    {
        _server = server;
        _database = server.CreateDatabase();
    }

    public void Dispose() => _open.ForEach(s => s.Dispose());

    [Fact]
    public void Transact_WorkThrows_KeepsNothing()
    {
        var study = new Study(TestSpaces.Mixed, Sweeper.Random(), Options(1));
        var trial = study.Ask()!;
        Assert.Throws<InvalidDataException>(() => Open().Transact<bool>("s", tx =>
        {
            tx.Update(trial with { State = TrialState.Failed, Error = "no" });
            throw new InvalidDataException();
        }));
        Assert.Equal(TrialState.Running, Open().Load("s")[0].State);
    }

    [Fact]
    public void Run_ServerRestartsInMidStudy_GoesOnAndLosesNothing()
    {
        var study = new Study(TestSpaces.Mixed, Sweeper.Random(new() { MaxTrials = 12 }), Options(1));
        var end = study.Run(r =>
        {
            if (r.Trial.Id is 3 or 7)
            {
                _server.Stop();
                _server.Start();
            }

            r.Report(1, 0.5);
            return r.Trial.Id;
        });
        Assert.Equal(RunEnd.PlanFinished, end);
        Assert.Equal(Enumerable.Range(0, 12).Select(i => (double?)i), Open().Load("s").Select(t => t.Value));
    }

    [Fact]
    public void Run_ServerStaysAway_EndsCleanlyAndSendsTheRestLater()
    {
        var options = new StudyOptions { Name = "s", Store = Keep(new PostgresStudyStore(_server.ConnectionString(_database), null, TimeSpan.FromSeconds(0.3))) };
        var study = new Study(TestSpaces.Mixed, Sweeper.Random(new() { MaxTrials = 5 }), options);
        var end = study.Run(r =>
        {
            if (r.Trial.Id == 2)
            {
                _server.Stop();
            }

            return r.Trial.Id;
        });
        Assert.Equal(RunEnd.StoreLost, end);
        Assert.Equal(1, study.Trials.Max(t => t.Value));
        var error = Assert.Throws<StudyStoreLostException>(() => study.Ask());
        Assert.Contains($"PostgreSQL database '{_database}'", error.Message);
        Assert.Contains("goes on where it stood", error.Message);

        _server.Start();
        Assert.Equal(RunEnd.PlanFinished, study.Run(r => r.Trial.Id));
        Assert.Equal([0, 1, 2, 3, 4], Open().Load("s").Select(t => t.Value!.Value));
        Assert.Equal(5, study.Trials.Count);
    }

    [Fact]
    public void Run_CancelledWhileTheServerIsAway_EndsAtOnce()
    {
        var study = new Study(TestSpaces.Mixed, Sweeper.Random(new() { MaxTrials = 5 }), Options(1));
        using var cancel = new CancellationTokenSource();
        var end = study.Run(r =>
        {
            if (r.Trial.Id == 1)
            {
                _server.Stop();
                cancel.CancelAfter(TimeSpan.FromSeconds(0.2));
            }

            return r.Trial.Id;
        }, null, cancel.Token);
        _server.Start();
        Assert.Equal(RunEnd.Cancelled, end);
        study.Refresh();
        Assert.Equal([0, 1], study.Trials.Where(t => t.Value is not null).Select(t => t.Value!.Value));
    }

    [Fact]
    public void Transact_AnswerLost_IsNotDoneTwice()
    {
        var store = new CuttingStore(Open());
        var study = new Study(TestSpaces.Mixed, Sweeper.Random(), new StudyOptions { Name = "s", Store = store });
        store.Repeats = 1;
        Assert.Equal(0, study.Ask()!.Id);
        store.Repeats = 1;
        study.Tell(0, 0.5);
        Assert.Single(Open().Load("s"));
        Assert.Equal(0.5, study.Best!.Value);
        Assert.Equal(1, study.Ask()!.Id);
    }

    [Fact]
    public void Constructor_UnknownDatabaseOrNoServer_SaysWhatToDo()
    {
        Assert.Contains("does not exist. Create it first", Assert.Throws<InvalidOperationException>(() => new PostgresStudyStore(_server.ConnectionString("nowhere"))).Message);
        Assert.Contains("could not be used", Assert.Throws<StudyStoreLostException>(() => new PostgresStudyStore("Host=/nowhere;Username=x;Database=y", null, TimeSpan.Zero)).Message);
        Assert.Contains("Host=", Assert.Throws<ArgumentException>(() => new PostgresStudyStore("what is this")).Message);
        Assert.Contains("reconnect time", Assert.Throws<ArgumentOutOfRangeException>(() => new PostgresStudyStore("Host=x", null, TimeSpan.FromSeconds(-1))).Message);
    }

    [Fact]
    public void Constructor_UserWithoutRights_SaysWhatToDo()
    {
        Open();
        _server.Execute(_database, "CREATE ROLE reader LOGIN; GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader");
        using var store = new PostgresStudyStore(_server.ConnectionString(_database).Replace("tester", "reader", StringComparison.Ordinal));
        Assert.Null(store.Find("s"));
        Assert.Contains("cannot be written by this user", Assert.Throws<InvalidOperationException>(() => new Study(TestSpaces.Mixed, Sweeper.Random(), new StudyOptions { Store = store })).Message);
        _server.Execute(_database, "DROP OWNED BY reader; DROP ROLE reader");
    }

    [Fact]
    public void Constructor_OtherTablesOrVersion_IsRefusedUntouched()
    {
        _server.Execute(_database, "CREATE TABLE customers (id INTEGER)");
        Assert.Contains("without a study schema", Assert.Throws<InvalidOperationException>(() => Open()).Message);
        _server.Execute(_database, "CREATE TABLE version_info (schema_version INTEGER); INSERT INTO version_info VALUES (13)");
        Assert.Contains("schema version 13", Assert.Throws<InvalidOperationException>(() => Open()).Message);
        Assert.Equal(["customers", "version_info"], _server.Query(_database, "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"));
    }

    [Fact]
    public void Constructor_ManyAtOnce_MakeTheTablesOnce()
    {
        Parallel.For(0, 6, _ => Open().Find("nobody"));
        Assert.Equal(["1"], _server.Query(_database, "SELECT COUNT(*) FROM version_info"));
    }

    [Fact]
    public void Claim_RowHeldByAnother_IsPassedOver()
    {
        var clock = new ManualClock();
        StudyOptions Away() => new() { Name = "s", Store = Open(clock), MachineName = "elsewhere" };
        new Study(TestSpaces.Mixed, Sweeper.Random(), Away()).Ask();
        clock.Advance(new StudyOptions().LeaseTime);
        using var writer = Npgsql.NpgsqlDataSource.Create(_server.ConnectionString(_database));
        using var connection = writer.OpenConnection();
        using (var transaction = connection.BeginTransaction())
        {
            using var held = connection.CreateCommand();
            held.CommandText = "SELECT * FROM trials FOR UPDATE";
            held.ExecuteNonQuery();
            Assert.Equal(1, new Study(TestSpaces.Mixed, Sweeper.Random(), Away()).Ask()!.Id);
        }

        Assert.Equal(0, new Study(TestSpaces.Mixed, Sweeper.Random(), Away()).Ask()!.Id);
    }

    protected override IStudyStore Open(TimeProvider? clock = null) => Keep(new PostgresStudyStore(_server.ConnectionString(_database), clock));

    private PostgresStudyStore Keep(PostgresStudyStore store)
    {
        lock (_open)
        {
            _open.Add(store);
        }

        return store;
    }
}
