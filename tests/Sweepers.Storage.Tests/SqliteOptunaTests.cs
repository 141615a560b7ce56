using Microsoft.Data.Sqlite;

namespace MLNetTuning.Sweepers.Storage.Tests;

public sealed class SqliteOptunaTests : OptunaContract, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sweepers").FullName;

    protected override string Url => "sqlite:///" + Path.Combine(_folder, "a.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Tables_AreTheOnesOptunaMakes()
    {
        string theirs = Path.Combine(_folder, "theirs.db"), ours = Path.Combine(_folder, "ours.db");
        Optuna.Run("optuna.create_study(storage=sys.argv[1])", "sqlite:///" + theirs);
        new SqliteStudyStore(ours).Dispose();
        Assert.NotEmpty(Columns(theirs));
        Assert.Equal(Columns(theirs), Columns(ours));
    }

    private static List<string> Columns(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT m.name || ' ' || c.name || ' ' || c.type || ' ' || c."notnull" || ' ' || c.pk FROM sqlite_master AS m JOIN pragma_table_info(m.name) AS c WHERE m.type = 'table'
            UNION SELECT 'key ' || m.name || ' ' || f."table" || ' ' || f."from" || ' ' || COALESCE(f."to", '') FROM sqlite_master AS m JOIN pragma_foreign_key_list(m.name) AS f WHERE m.type = 'table'
            UNION SELECT 'unique ' || m.name || ' ' || i.origin || ' ' || (SELECT GROUP_CONCAT(x.name) FROM pragma_index_info(i.name) AS x) FROM sqlite_master AS m JOIN pragma_index_list(m.name) AS i WHERE m.type = 'table' AND i."unique" = 1 AND i.origin <> 'pk'
            ORDER BY 1
            """;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }
}
