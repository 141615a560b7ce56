using Microsoft.Data.Sqlite;
using MLNetTuning.Sweepers.Samplers;
using MLNetTuning.Sweepers.Schedulers;
using MLNetTuning.Sweepers.Spaces;
using MLNetTuning.Sweepers.Studies;
using MLNetTuning.Sweepers.Tests;
using MLNetTuning.Sweepers.Tests.Studies;

namespace MLNetTuning.Sweepers.Storage.Tests;

public sealed class SqliteStudyStoreTests : StudyStoreContract, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sweepers").FullName;
    private readonly List<SqliteStudyStore> _open = [];

    private string File => Path.Combine(_folder, "studies.db");

    public void Dispose()
    {
        _open.ForEach(s => s.Dispose());
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Tables_AreOptunas()
    {
        Open();
        Assert.Equal(
            [
                "alembic_version", "studies", "study_directions", "study_system_attributes", "study_user_attributes", "trial_heartbeats",
                "trial_intermediate_values", "trial_params", "trial_system_attributes", "trial_user_attributes", "trial_values", "trials", "version_info",
            ],
            Query("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"));
        Assert.Equal(["1|12|3.1.0"], Query("SELECT version_info_id, schema_version, library_version FROM version_info"));
        Assert.Equal(["v3.0.0.d"], Query("SELECT version_num FROM alembic_version"));
    }

    [Theory]
    [InlineData("studies", "study_id study_name")]
    [InlineData("study_directions", "study_direction_id direction study_id objective")]
    [InlineData("study_system_attributes", "study_system_attribute_id study_id key value_json")]
    [InlineData("study_user_attributes", "study_user_attribute_id study_id key value_json")]
    [InlineData("trials", "trial_id number study_id state datetime_start datetime_complete")]
    [InlineData("trial_params", "param_id trial_id param_name param_value distribution_json")]
    [InlineData("trial_values", "trial_value_id trial_id objective value value_type")]
    [InlineData("trial_intermediate_values", "trial_intermediate_value_id trial_id step intermediate_value intermediate_value_type")]
    [InlineData("trial_user_attributes", "trial_user_attribute_id trial_id key value_json")]
    [InlineData("trial_system_attributes", "trial_system_attribute_id trial_id key value_json")]
    [InlineData("trial_heartbeats", "trial_heartbeat_id trial_id heartbeat")]
    public void Columns_AreOptunas(string table, string columns)
    {
        Open();
        Assert.Equal(columns.Split(' '), Query($"SELECT name FROM pragma_table_info('{table}') ORDER BY cid"));
    }

    [Fact]
    public void Distributions_AreWhatOptunaReads()
    {
        var space = new SearchSpace(
            new FloatParameter("rate", 1e-4, 1, Scale.Log),
            new FloatParameter("beta", 0.5, 0.999, Scale.ReverseLog),
            new FloatParameter("drop", 0, 0.55) { Step = 0.25 },
            new IntParameter("leaves", 4, 128, Scale.Log),
            new IntParameter("rows", 5, 52) { Step = 10 },
            new ChoiceParameter("kind", "x", 2, 1.0, true),
            new BoolParameter("norm"));
        var study = new Study(space, Sweeper.Random(), new StudyOptions { Name = "s", Store = Open(), InitialConfigurations = [Configuration.Of(("kind", 1.0), ("norm", true))] });
        study.Ask();
        Assert.Equal(
            [
                """beta|{"name":"FloatDistribution","attributes":{"step":null,"low":0.5,"high":0.999,"log":false}}""",
                """drop|{"name":"FloatDistribution","attributes":{"step":0.25,"low":0.0,"high":0.5,"log":false}}""",
                """kind|{"name":"CategoricalDistribution","attributes":{"choices":["x",2,1.0,true]}}""",
                """leaves|{"name":"IntDistribution","attributes":{"step":1,"low":4,"high":128,"log":true}}""",
                """norm|{"name":"CategoricalDistribution","attributes":{"choices":[false,true]}}""",
                """rate|{"name":"FloatDistribution","attributes":{"step":null,"low":0.0001,"high":1.0,"log":true}}""",
                """rows|{"name":"IntDistribution","attributes":{"step":10,"low":5,"high":45,"log":false}}""",
            ],
            Query("SELECT param_name, distribution_json FROM trial_params ORDER BY param_name"));
        Assert.Equal(["2", "1"], Query("SELECT param_value FROM trial_params WHERE param_name IN ('kind', 'norm') ORDER BY param_name"));
    }

    [Fact]
    public void Rows_OfEveryState_AreOptunas()
    {
        var study = new Study(TestSpaces.Small, Sweeper.Random(), Options(3));
        var trials = Enumerable.Range(0, 5).Select(_ => study.Ask()!).ToList();
        study.Report(0, 1, 0.5);
        study.Report(1, 1, double.NaN);
        study.Report(1, 2, double.PositiveInfinity);
        study.Report(1, 3, double.NegativeInfinity);
        study.Tell(0, 0.25);
        study.TellFailed(1, "a \"reason\"");
        study.Release(2);
        Assert.Equal(["0|COMPLETE", "1|FAIL", "2|WAITING", "3|RUNNING", "4|RUNNING"], Query("SELECT number, state FROM trials ORDER BY number"));
        Assert.Equal(["1|0|0.25|FINITE"], Query("SELECT trial_id, objective, value, value_type FROM trial_values"));
        Assert.Equal(["1|1|0.5|FINITE", "2|1||NAN", "2|2||INF_POS", "2|3||INF_NEG"],
            Query("SELECT trial_id, step, intermediate_value, intermediate_value_type FROM trial_intermediate_values ORDER BY trial_id, step"));
        Assert.Equal(["MINIMIZE|0"], Query("SELECT direction, objective FROM study_directions"));
        Assert.Equal(["budget|1", "error|\"a \\\"reason\\\"\""], Query("SELECT \"key\", value_json FROM trial_user_attributes WHERE trial_id = 2 AND \"key\" IN ('budget', 'error') ORDER BY \"key\""));
        Assert.Equal("5", Query("SELECT COUNT(*) FROM trial_heartbeats")[0]);
        Assert.All(Query("SELECT datetime_start FROM trials"), t => Assert.Matches(@"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}$", t));
        Assert.Equal(["0|1", "1|1"], Query("SELECT number, datetime_complete IS NOT NULL FROM trials WHERE datetime_complete IS NOT NULL ORDER BY number"));
    }

    [Fact]
    public void StudyAttributes_HoldTheSpaceWithOurScales()
    {
        _ = new Study(TestSpaces.Mixed, Sweeper.Random(), Options(3));
        Assert.Equal(["mlnettuning:seed|3", "mlnettuning:sweeper|\"random(budget 1)\""],
            Query("SELECT \"key\", value_json FROM study_system_attributes WHERE \"key\" <> 'mlnettuning:space' ORDER BY \"key\""));
        Assert.Contains("\"scale\":\"ReverseLog\"", Query("SELECT value_json FROM study_system_attributes WHERE \"key\" = 'mlnettuning:space'")[0]);
    }

    [Fact]
    public void Constructor_NotADatabase_SaysWhatToDo()
    {
        System.IO.File.WriteAllText(File, "this is no database at all, but it is long enough to be looked at");
        var error = Assert.Throws<InvalidOperationException>(() => Open());
        Assert.Contains("cannot be opened as a study database", error.Message);
        Assert.Contains("studies.db", error.Message);
        Assert.Contains("cannot be opened", Assert.Throws<InvalidOperationException>(() => new SqliteStudyStore(Path.Combine(_folder, "no", "folder.db"))).Message);
    }

    [Fact]
    public void Constructor_OtherTablesOrVersion_IsRefusedUntouched()
    {
        Execute("CREATE TABLE customers (id INTEGER)");
        Assert.Contains("without a study schema", Assert.Throws<InvalidOperationException>(() => Open()).Message);
        Assert.Equal(["customers"], Query("SELECT name FROM sqlite_master WHERE type = 'table'"));
        Execute("CREATE TABLE version_info (schema_version INTEGER); INSERT INTO version_info VALUES (11)");
        Assert.Contains("schema version 11. Allowed: 12", Assert.Throws<InvalidOperationException>(() => Open()).Message);
        Execute("UPDATE version_info SET schema_version = 13");
        var newer = Assert.Throws<InvalidOperationException>(() => Open());
        Assert.Contains("schema version 13. Allowed: 12", newer.Message);
        Assert.Contains("for a newer one, use a newer release", newer.Message);
    }

    [Fact]
    public void Find_AStudyOfOptunas_IsRefusedWithAReason()
    {
        Open();
        Execute("INSERT INTO studies (study_name) VALUES ('theirs'); INSERT INTO study_directions (direction, study_id, objective) VALUES ('MINIMIZE', 1, 0)");
        Assert.Contains("not started by a study of ours", Assert.Throws<InvalidOperationException>(() => Open().Find("theirs")).Message);
    }

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
    public void Ask_FileLockedByAnother_WaitsAndThenSaysSo()
    {
        var store = new SqliteStudyStore(File, null, TimeSpan.Zero);
        _open.Add(store);
        var study = new Study(TestSpaces.Mixed, Sweeper.Random(), new StudyOptions { Name = "s", Store = store });
        using var other = new SqliteConnection($"Data Source={File};Pooling=False");
        other.Open();
        using (var locking = other.BeginTransaction())
        {
            var error = Assert.Throws<StudyStoreLostException>(() => study.Ask());
            Assert.Contains("studies.db' could not be used", error.Message);
            Assert.Contains("locked", error.Message);
        }

        Assert.Equal(0, study.Ask()!.Id);
    }

    [Fact]
    public void Create_ReadOnlyFile_SaysSo()
    {
        ((SqliteStudyStore)Open()).Dispose();
        _open.Clear();
        // A file of a later format may be read but not written; unlike a permission this binds the administrator too.
        byte[] bytes = System.IO.File.ReadAllBytes(File);
        bytes[18] = 9;
        System.IO.File.WriteAllBytes(File, bytes);
        Assert.Null(Open().Find("s"));
        Assert.Contains("is read-only", Assert.Throws<InvalidOperationException>(() => new Study(TestSpaces.Mixed, Sweeper.Random(), Options(1))).Message);
    }

    protected override IStudyStore Open(TimeProvider? clock = null)
    {
        var store = new SqliteStudyStore(File, clock);
        lock (_open)
        {
            _open.Add(store);
        }

        return store;
    }

    private List<string> Query(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(string.Join("|", Enumerable.Range(0, reader.FieldCount).Select(i => Convert.ToString(reader.GetValue(i), System.Globalization.CultureInfo.InvariantCulture))));
        }

        return rows;
    }

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
