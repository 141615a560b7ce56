using System.Data.Common;
using MLNetTuning.Sweepers.Studies;
using Npgsql;
using NpgsqlTypes;

namespace MLNetTuning.Sweepers.Storage;

/// <summary>Keeps studies in a PostgreSQL database with Optuna's tables: any number of workers on many machines share a study.</summary>
/// <remarks>
/// Thread-safe; connections are pooled. Decisions about one study are made one worker at a time, under a lock on the study's row that Optuna takes too. A lost
/// connection is waited for and work goes on where it stood. Leases are measured by the server's clock.
/// </remarks>
public sealed class PostgresStudyStore : RelationalStudyStore
{
    private readonly NpgsqlDataSource _source;
    private readonly PostgresDialect _dialect;

    /// <summary>Connects, and creates the tables in an empty database.</summary>
    /// <param name="connectionString">Npgsql's: <c>Host=...;Username=...;Password=...;Database=...</c>. The tables are those of the first schema of its search path.</param>
    /// <param name="clock">The clock of leases and heartbeats; the server's, which all machines share, when null.</param>
    /// <param name="reconnectTime">How long a server that cannot be reached is waited for; 5 minutes when null.</param>
    /// <exception cref="InvalidOperationException">The server refuses, or the database is none of studies; the message says what to do.</exception>
    /// <exception cref="StudyStoreLostException">The server cannot be reached.</exception>
    public PostgresStudyStore(string connectionString, TimeProvider? clock = null, TimeSpan? reconnectTime = null)
        : base(reconnectTime ?? TimeSpan.FromMinutes(5))
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        var settings = Settings(connectionString);
        Where = $"PostgreSQL database '{settings.Database ?? settings.Username}' at {settings.Host}:{settings.Port}";
        _dialect = new PostgresDialect(clock);
        _source = NpgsqlDataSource.Create(settings);
        try
        {
            Ensure();
        }
        catch
        {
            _source.Dispose();
            throw;
        }
    }

    private protected override string Where { get; }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => _source.Dispose();

    private protected override T Once<T>(bool writes, Func<SqlSession, T> work)
    {
        using var connection = _source.OpenConnection();
        using var transaction = connection.BeginTransaction();
        var result = work(new SqlSession(connection, transaction, _dialect, Adapt));
        transaction.Commit();
        return result;
    }

    // A deadlock or a serialization failure passes too, though this store takes its locks in one order.
    private protected override bool MayPass(Exception error) => error switch
    {
        PostgresException e => e.IsTransient || e.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow,
        NpgsqlException e => e.IsTransient || e.InnerException is IOException or System.Net.Sockets.SocketException or TimeoutException,
        _ => false,
    };

    private protected override Exception? Explain(Exception error) => error is not PostgresException e ? null : e.SqlState switch
    {
        PostgresErrorCodes.InvalidCatalogName => new InvalidOperationException($"{Where} does not exist. Create it first: CREATE DATABASE ..., or give another one.", e),
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
            new InvalidOperationException($"{Where} does not let this user in ({e.MessageText}). Give a user name and password it knows.", e),
        PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.ReadOnlySqlTransaction =>
            new InvalidOperationException($"{Where} cannot be written by this user ({e.MessageText}). Give one with the right to create tables and write to them, on a server that is not a read-only copy.", e),
        _ => null,
    };

    private static NpgsqlConnectionStringBuilder Settings(string connectionString)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(connectionString) { Enlist = false, IncludeErrorDetail = false };
        }
        catch (ArgumentException e)
        {
            throw new ArgumentException($"The connection string cannot be read ({e.Message}). Give Npgsql's form: Host=...;Username=...;Password=...;Database=...", nameof(connectionString), e);
        }
    }

    // Texts go as they are, so that the server takes them for the enumeration a column has.
    private static void Adapt(DbParameter parameter)
    {
        if (parameter.Value is string or DBNull)
        {
            ((NpgsqlParameter)parameter).NpgsqlDbType = NpgsqlDbType.Unknown;
        }
    }
}
