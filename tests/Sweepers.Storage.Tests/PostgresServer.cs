using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace MLNetTuning.Sweepers.Storage.Tests;

/// <summary>A PostgreSQL server of the tests' own: a fresh cluster in a temporary folder, reached by a Unix socket only.</summary>
public sealed class PostgresServer : IDisposable
{
    private const string User = "tester";
    private readonly string _folder = Directory.CreateTempSubdirectory("pg").FullName;
    private readonly string _bin;
    private int _databases;

    public PostgresServer()
    {
        _bin = FindTools();
        if (Environment.IsPrivilegedProcess)
        {
            // The server refuses to run as root.
            Command.Run("chown", ["postgres", _folder]);
        }

        Tool("initdb", "-D", Data, "-A", "trust", "-U", User, "-E", "UTF8", "--locale=C", "--no-sync");
        Start();
    }

    private string Data => Path.Combine(_folder, "data");

    public void Start() => Tool("pg_ctl", "-D", Data, "-w", "-l", Path.Combine(_folder, "log"), "-o", $"-k {_folder} -c listen_addresses='' -c fsync=off -c max_connections=60", "start");

    /// <summary>Ends the server as a crash does: every connection is cut.</summary>
    public void Stop() => Tool("pg_ctl", "-D", Data, "-w", "-m", "immediate", "stop");

    /// <summary>A new, empty database.</summary>
    public string CreateDatabase()
    {
        string name = "t" + Interlocked.Increment(ref _databases).ToString(CultureInfo.InvariantCulture);
        Execute("postgres", "CREATE DATABASE " + name);
        return name;
    }

    public string ConnectionString(string database) => $"Host={_folder};Username={User};Database={database}";

    /// <summary>The URL that SQLAlchemy and our command take.</summary>
    public string Url(string database) => $"postgresql://{User}@/{database}?host={_folder}";

    public void Execute(string database, string sql)
    {
        using var source = NpgsqlDataSource.Create(ConnectionString(database) + ";Pooling=false");
        using var command = source.CreateCommand(sql);
        command.ExecuteNonQuery();
    }

    public List<string> Query(string database, string sql)
    {
        using var source = NpgsqlDataSource.Create(ConnectionString(database) + ";Pooling=false");
        using var command = source.CreateCommand(sql);
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(string.Join("|", Enumerable.Range(0, reader.FieldCount).Select(i => Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture))));
        }

        return rows;
    }

    public void Dispose()
    {
        NpgsqlConnection.ClearAllPools();
        Stop();
        Directory.Delete(_folder, recursive: true);
    }

    private void Tool(string name, params string[] arguments)
    {
        string path = Path.Combine(_bin, name);
        if (Environment.IsPrivilegedProcess)
        {
            Command.Run("runuser", ["-u", "postgres", "--", path, .. arguments], _folder);
        }
        else
        {
            Command.Run(path, arguments, _folder);
        }
    }

    private static string FindTools()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Where(f => f.Length > 0);
        if (Directory.Exists("/usr/lib/postgresql"))
        {
            folders = folders.Concat(Directory.EnumerateDirectories("/usr/lib/postgresql").OrderDescending(StringComparer.Ordinal).Select(v => Path.Combine(v, "bin")));
        }

        return folders.FirstOrDefault(f => File.Exists(Path.Combine(f, "initdb")) && File.Exists(Path.Combine(f, "pg_ctl")))
            ?? throw new InvalidOperationException("These tests start a PostgreSQL server of their own and need initdb and pg_ctl. Install them (Debian: apt-get install postgresql) or run .ci/run, which does.");
    }
}
