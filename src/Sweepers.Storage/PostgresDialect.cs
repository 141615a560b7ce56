using System.Data.Common;

namespace MLNetTuning.Sweepers.Storage;

/// <summary>PostgreSQL: rows are locked one by one, enumerations are types, and the server's clock is the one all machines share.</summary>
internal sealed class PostgresDialect(TimeProvider? clock) : SqlDialect
{
    // Any number does, as long as every worker takes the same one.
    private const long SchemaLock = 0x4D4C_4E54;

    public override string Key => "SERIAL NOT NULL PRIMARY KEY";

    public override string Float => "DOUBLE PRECISION";

    public override string DateTime => "TIMESTAMP WITHOUT TIME ZONE";

    public override string Bytes => "BYTEA";

    public override string ForUpdate => " FOR UPDATE OF t";

    public override string ForUpdateSkipLocked => " FOR UPDATE OF t SKIP LOCKED";

    // Optuna compares with the present in the session's own time zone, taken when its transaction began, and takes a later heartbeat for a very old one.
    public override string Heartbeat => "date_trunc('second', CAST(COALESCE(CAST(@now AS timestamptz), clock_timestamp()) AS timestamp) - interval '1 second')";

    public override object? HeartbeatNow => clock?.GetUtcNow().ToString("O", System.Globalization.CultureInfo.InvariantCulture);

    public override string Enumeration(string name, int length) => name;

    public override IEnumerable<string> Prelude(IReadOnlyDictionary<string, string[]> enumerations) =>
        enumerations.Select(e => $"CREATE TYPE {e.Key} AS ENUM ({string.Join(", ", e.Value.Select(v => $"'{v}'"))})");

    public override bool HasTable(SqlSession sql, string? name) => sql.Scalar(
        "SELECT COUNT(*) FROM pg_tables WHERE schemaname = current_schema() AND (CAST(@name AS text) IS NULL OR tablename = CAST(@name AS text))", ("name", name)) is long and > 0;

    public override void Lock(SqlSession sql, long studyId) => sql.Scalar("SELECT study_id FROM studies AS t WHERE study_id = @id" + ForUpdate, ("id", studyId));

    public override void LockSchema(SqlSession sql) => sql.Scalar("SELECT pg_advisory_xact_lock(@key)", ("key", SchemaLock));

    public override DateTimeOffset Now(SqlSession sql) => clock?.GetUtcNow()
        ?? new DateTimeOffset((System.DateTime)sql.Scalar("SELECT clock_timestamp() AT TIME ZONE 'UTC'")!, TimeSpan.Zero);

    public override object Time(DateTimeOffset time) => System.DateTime.SpecifyKind(time.UtcDateTime, DateTimeKind.Unspecified);

    public override DateTimeOffset ReadTime(DbDataReader row, int column) => new(row.GetDateTime(column), TimeSpan.Zero);
}
