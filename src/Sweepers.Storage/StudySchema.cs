namespace MLNetTuning.Sweepers.Storage;

/// <summary>
/// The tables of Optuna 3.1's relational storage (schema version 12), so that Optuna's own tools open the database. Names of tables, columns and
/// types are Optuna's; https://github.com/optuna/optuna, MIT.
/// </summary>
internal static class StudySchema
{
    public const int Version = 12;
    public const string LibraryVersion = "3.1.0";
    public const string Revision = "v3.0.0.d";

    private static readonly Dictionary<string, string[]> s_enumerations = new()
    {
        ["studydirection"] = ["NOT_SET", "MINIMIZE", "MAXIMIZE"],
        ["trialstate"] = ["RUNNING", "COMPLETE", "PRUNED", "FAIL", "WAITING"],
        ["trialvaluetype"] = ["FINITE", "INF_POS", "INF_NEG"],
        ["trialintermediatevaluetype"] = ["FINITE", "INF_POS", "INF_NEG", "NAN"],
    };

    /// <summary>Creates the tables in an empty database, or checks that those there are can be worked with.</summary>
    /// <param name="sql">A transaction that may write.</param>
    /// <param name="where">The database in words, for messages.</param>
    public static void Ensure(SqlSession sql, string where)
    {
        sql.Dialect.LockSchema(sql);
        bool known = sql.Dialect.HasTable(sql, "version_info");
        if (!known && !sql.Dialect.HasTable(sql, null))
        {
            Create(sql);
            return;
        }

        long? version = known ? sql.Number("SELECT schema_version FROM version_info") : null;
        string? revision = version is not null && sql.Dialect.HasTable(sql, "alembic_version") ? (string?)sql.Scalar("SELECT version_num FROM alembic_version") : null;
        if (version != Version || (revision is not null && revision != Revision))
        {
            throw new InvalidOperationException(version is null
                ? $"{where} is a database without a study schema. Give a new one, or one made by this store or by Optuna 3."
                : $"{where} has study schema version {version}{(revision is null ? "" : " (" + revision + ")")}. Allowed: {Version} ({Revision}), which is Optuna 3.0's and 3.1's. "
                    + "Upgrade an older one with 'optuna storage upgrade'; for a newer one, use a newer release of this library, or give a new database.");
        }
    }

    private static void Create(SqlSession sql)
    {
        var d = sql.Dialect;
        foreach (string statement in d.Prelude(s_enumerations).Concat(Tables(d).Select(t => "CREATE TABLE " + t)))
        {
            sql.Execute(statement);
        }

        sql.Execute("CREATE UNIQUE INDEX ix_studies_study_name ON studies (study_name)");
        sql.Execute("INSERT INTO version_info (version_info_id, schema_version, library_version) VALUES (1, @version, @library)",
            ("version", Version), ("library", LibraryVersion));
        sql.Execute("INSERT INTO alembic_version (version_num) VALUES (@revision)", ("revision", Revision));
    }

    private static string[] Tables(SqlDialect d) =>
    [
        $"studies (study_id {d.Key}, study_name VARCHAR(512) NOT NULL)",
        "version_info (version_info_id INTEGER NOT NULL PRIMARY KEY, schema_version INTEGER, library_version VARCHAR(256), CHECK (version_info_id = 1))",
        "alembic_version (version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))",
        $"""
        study_directions (study_direction_id {d.Key}, direction {d.Enumeration("studydirection", 8)} NOT NULL,
            study_id INTEGER NOT NULL REFERENCES studies (study_id), objective INTEGER NOT NULL, UNIQUE (study_id, objective))
        """,
        Attributes(d, "study_user_attributes", "study_user_attribute_id", "study_id", "studies"),
        Attributes(d, "study_system_attributes", "study_system_attribute_id", "study_id", "studies"),
        $"""
        trials (trial_id {d.Key}, number INTEGER, study_id INTEGER REFERENCES studies (study_id),
            state {d.Enumeration("trialstate", 8)} NOT NULL, datetime_start {d.DateTime}, datetime_complete {d.DateTime})
        """,
        Attributes(d, "trial_user_attributes", "trial_user_attribute_id", "trial_id", "trials"),
        Attributes(d, "trial_system_attributes", "trial_system_attribute_id", "trial_id", "trials"),
        $"""
        trial_params (param_id {d.Key}, trial_id INTEGER REFERENCES trials (trial_id),
            param_name VARCHAR(512), param_value {d.Float}, distribution_json TEXT, UNIQUE (trial_id, param_name))
        """,
        $"""
        trial_values (trial_value_id {d.Key}, trial_id INTEGER NOT NULL REFERENCES trials (trial_id),
            objective INTEGER NOT NULL, value {d.Float}, value_type {d.Enumeration("trialvaluetype", 7)} NOT NULL, UNIQUE (trial_id, objective))
        """,
        $"""
        trial_intermediate_values (trial_intermediate_value_id {d.Key}, trial_id INTEGER NOT NULL REFERENCES trials (trial_id),
            step INTEGER NOT NULL, intermediate_value {d.Float}, intermediate_value_type {d.Enumeration("trialintermediatevaluetype", 7)} NOT NULL, UNIQUE (trial_id, step))
        """,
        $"""
        trial_heartbeats (trial_heartbeat_id {d.Key}, trial_id INTEGER NOT NULL REFERENCES trials (trial_id),
            heartbeat {d.DateTime} NOT NULL, UNIQUE (trial_id))
        """,
    ];

    private static string Attributes(SqlDialect d, string table, string id, string owner, string owners) =>
        $"{table} ({id} {d.Key}, {owner} INTEGER REFERENCES {owners} ({owner}), \"key\" VARCHAR(512), value_json TEXT, UNIQUE ({owner}, \"key\"))";
}
