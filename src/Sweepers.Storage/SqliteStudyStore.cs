using Microsoft.Data.Sqlite;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Storage;

/// <summary>Keeps studies in an SQLite file with Optuna's tables, so that Optuna's own tools open it.</summary>
/// <remarks>
/// Thread-safe. Every call is one transaction on disk when it returns. Several studies, and several workers of one study, may use one file on one machine; for
/// many machines there is <see cref="PostgresStudyStore"/>. Times are UTC.
/// </remarks>
public sealed class SqliteStudyStore : RelationalStudyStore
{
    private const int Busy = 5, Locked = 6, ReadOnly = 8, Full = 13, NoDatabase = 26;
    private readonly Lock _gate = new();
    private readonly SqliteConnection _connection;
    private readonly SqliteDialect _dialect;

    /// <summary>Opens a file, or creates it.</summary>
    /// <param name="path">The file; its folder exists.</param>
    /// <param name="clock">The clock of leases and heartbeats; the system's when null.</param>
    /// <param name="reconnectTime">How long a file that another program has locked is waited for; 30 seconds when null.</param>
    /// <exception cref="InvalidOperationException">The file cannot be opened or written, or is no database of studies; the message says what to do.</exception>
    /// <exception cref="StudyStoreLostException">Another program has the file locked.</exception>
    public SqliteStudyStore(string path, TimeProvider? clock = null, TimeSpan? reconnectTime = null)
        : base(reconnectTime ?? TimeSpan.FromSeconds(30))
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        Path = path;
        _dialect = new SqliteDialect(clock ?? TimeProvider.System);

        // A locked file is tried for again in our own loop, which listens to a cancellation.
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 1 }.ToString());
        try
        {
            Open();
        }
        catch (SqliteException e)
        {
            _connection.Dispose();
            throw new InvalidOperationException($"'{path}' cannot be opened as a study database ({e.Message}). Give a new file in an existing folder, or one made by this store or by Optuna 3.", e);
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    private protected override string Where => $"'{Path}'";

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        lock (_gate)
        {
            _connection.Dispose();
        }
    }

    private protected override T Once<T>(bool writes, Func<SqlSession, T> work)
    {
        lock (_gate)
        {
            using var transaction = _connection.BeginTransaction(deferred: !writes);
            var result = work(new SqlSession(_connection, transaction, _dialect));
            transaction.Commit();
            return result;
        }
    }

    private protected override bool MayPass(Exception error) => error is SqliteException { SqliteErrorCode: Busy or Locked };

    private protected override Exception? Explain(Exception error) => error is not SqliteException e ? null : e.SqliteErrorCode switch
    {
        ReadOnly => new InvalidOperationException($"'{Path}' is read-only ({e.Message}). Give a file, in a folder, that this process may write to.", e),
        Full => new InvalidOperationException($"'{Path}' cannot grow: the disk is full ({e.Message}). Make room and open the study again; it goes on where it stood.", e),
        NoDatabase => null,
        _ => null,
    };

    private void Open()
    {
        _connection.Open();
        Pragma("PRAGMA foreign_keys = ON");
        WithoutTransaction("PRAGMA journal_mode = WAL");
        Ensure();
    }

    private void WithoutTransaction(string text)
    {
        long began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                Pragma(text);
                return;
            }
            catch (SqliteException e) when (MayPass(e) && TimeProvider.System.GetElapsedTime(began) < ReconnectTime)
            {
                // Another process is switching it too, or writing.
            }
        }
    }

    private void Pragma(string text)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }
}
