using System.Data.Common;
using System.Globalization;

namespace MLNetTuning.Sweepers.Storage;

/// <summary>SQLite: one writer at a time for the whole file, times as text, enumerations as text.</summary>
internal sealed class SqliteDialect(TimeProvider clock) : SqlDialect
{
    private const string TimeFormat = "yyyy-MM-dd HH:mm:ss.ffffff";

    public override string Key => "INTEGER NOT NULL PRIMARY KEY";

    public override string Float => "FLOAT";

    public override string DateTime => "DATETIME";

    public override string Bytes => "BLOB";

    public override string ForUpdate => "";

    public override string ForUpdateSkipLocked => "";

    // Optuna reads the present to the whole second, and takes a heartbeat later than that for a very old one.
    public override string Heartbeat => "strftime('%Y-%m-%d %H:%M:%S.000000', @now, '-1 second')";

    public override object? HeartbeatNow => Time(clock.GetUtcNow());

    public override string Enumeration(string name, int length) => $"VARCHAR({length.ToString(CultureInfo.InvariantCulture)})";

    public override IEnumerable<string> Prelude(IReadOnlyDictionary<string, string[]> enumerations) => [];

    public override bool HasTable(SqlSession sql, string? name) =>
        sql.Scalar("SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND (@name IS NULL OR name = @name)", ("name", name)) is long and > 0;

    // The transaction has begun as a writing one.
    public override void Lock(SqlSession sql, long studyId)
    {
    }

    public override void LockSchema(SqlSession sql)
    {
    }

    public override DateTimeOffset Now(SqlSession sql) => clock.GetUtcNow();

    public override object Time(DateTimeOffset time) => time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);

    public override DateTimeOffset ReadTime(DbDataReader row, int column) => new(
        System.DateTime.Parse(row.GetString(column), CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal), TimeSpan.Zero);
}
