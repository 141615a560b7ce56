using System.Data.Common;

namespace MLNetTuning.Sweepers.Storage;

/// <summary>What two databases say differently. Everything else is one text for both.</summary>
internal abstract class SqlDialect
{
    /// <summary>Columns of a key that counts itself.</summary>
    public abstract string Key { get; }

    public abstract string Float { get; }

    public abstract string DateTime { get; }

    public abstract string Bytes { get; }

    /// <summary>Ends a SELECT that takes the rows of table t for writing; empty where a transaction has the whole file.</summary>
    public abstract string ForUpdate { get; }

    /// <summary>As <see cref="ForUpdate"/>, leaving out rows that another transaction has.</summary>
    public abstract string ForUpdateSkipLocked { get; }

    /// <summary>The name of a type that Optuna declares as an enumeration.</summary>
    public abstract string Enumeration(string name, int length);

    /// <summary>The statements that must come before the tables.</summary>
    public abstract IEnumerable<string> Prelude(IReadOnlyDictionary<string, string[]> enumerations);

    public abstract bool HasTable(SqlSession sql, string? name);

    /// <summary>Takes the study for this transaction alone.</summary>
    public abstract void Lock(SqlSession sql, long studyId);

    /// <summary>Takes the making of tables for this transaction alone.</summary>
    public abstract void LockSchema(SqlSession sql);

    /// <summary>The one clock of all workers (UTC).</summary>
    public abstract DateTimeOffset Now(SqlSession sql);

    /// <summary>The present as Optuna writes heartbeats, as an SQL expression that may use the parameter @now.</summary>
    public abstract string Heartbeat { get; }

    /// <summary>The value of @now in <see cref="Heartbeat"/>.</summary>
    public abstract object? HeartbeatNow { get; }

    public abstract object Time(DateTimeOffset time);

    public abstract DateTimeOffset ReadTime(DbDataReader row, int column);
}
