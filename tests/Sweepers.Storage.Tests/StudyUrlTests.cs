namespace MLNetTuning.Sweepers.Storage.Tests;

public sealed class StudyUrlTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sweepers").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("sqlite:///a.db", "a.db")]
    [InlineData("sqlite:////tmp/x/a%20b.db", "/tmp/x/a b.db")]
    [InlineData("sqlite:///a.db?timeout=3", "a.db")]
    public void SqlitePath_IsSqlAlchemys(string url, string path) => Assert.Equal(path, StudyUrl.SqlitePath(url));

    [Theory]
    [InlineData("postgresql://me:p%40ss@db.example:6543/studies", "Host=db.example;Database=studies;Port=6543;Username=me;Password=p@ss")]
    [InlineData("postgresql+psycopg2://me@db/studies?sslmode=verify-full", "Host=db;Database=studies;Username=me;SSL Mode=VerifyFull")]
    [InlineData("postgres://me@/studies?host=/run/pg&port=5433", "Host=/run/pg;Database=studies;Username=me;Port=5433")]
    [InlineData("postgresql:///studies", "Host=localhost;Database=studies")]
    public void ConnectionString_OfAUrl_IsNpgsqls(string url, string expected)
    {
        var given = new Npgsql.NpgsqlConnectionStringBuilder(StudyUrl.ConnectionString(url, url[..url.IndexOf(':', StringComparison.Ordinal)]));
        Assert.Equal(new Npgsql.NpgsqlConnectionStringBuilder(expected).ToString(), Sorted(given, expected));
    }

    [Theory]
    [InlineData(" ", "is empty")]
    [InlineData("mysql://me@db/studies", "begins with 'mysql://'")]
    [InlineData("sqlite://", "names no file")]
    [InlineData("postgresql://me@db", "names no database")]
    [InlineData("postgresql://me@db/s?wait=3", "'wait=3'")]
    [InlineData("postgresql://me@db/s?port=x", "'port=x'")]
    public void Open_NotAllowed_SaysWhatIs(string url, string message)
    {
        string said = Assert.Throws<ArgumentException>(() => StudyUrl.Open(url)).Message;
        Assert.Contains(message, said);
        Assert.Contains("Allowed", said);
        Assert.StartsWith(StudyUrl.Problem(url)!, said);
    }

    [Theory]
    [InlineData("studies.db")]
    [InlineData("sqlite:///no/such/folder.db")]
    [InlineData("postgresql://me@nowhere.example/studies")]
    public void Problem_WellWritten_IsNoneAndNothingIsOpened(string url) => Assert.Null(StudyUrl.Problem(url));

    [Fact]
    public void Open_AFileByUrlOrPath_IsSqlite()
    {
        string path = Path.Combine(_folder, "a.db");
        using var byUrl = StudyUrl.Open("sqlite:///" + path);
        using var byPath = StudyUrl.Open(path);
        Assert.Equal(path, Assert.IsType<SqliteStudyStore>(byUrl).Path);
        Assert.Equal(path, Assert.IsType<SqliteStudyStore>(byPath).Path);
    }

    private static string Sorted(Npgsql.NpgsqlConnectionStringBuilder given, string order)
    {
        var sorted = new Npgsql.NpgsqlConnectionStringBuilder();
        foreach (string key in order.Split(';').Select(p => p.Split('=')[0]))
        {
            sorted[key] = given[key];
        }

        Assert.Equal(given.Count, sorted.Count);
        return sorted.ToString();
    }
}
