namespace MLNetTuning.Sweepers.Storage;

/// <summary>
/// The tables of Optuna 3.1's relational storage (schema version 12), so that Optuna's own tools open the file. Column names and types are
/// Optuna's; https://github.com/optuna/optuna, MIT.
/// </summary>
internal static class StudySchema
{
    public const int Version = 12;
    public const string LibraryVersion = "3.1.0";
    public const string Revision = "v3.0.0.d";

    private static readonly string[] s_tables =
    [
        "studies (study_id INTEGER NOT NULL PRIMARY KEY, study_name VARCHAR(512) NOT NULL)",
        "version_info (version_info_id INTEGER NOT NULL PRIMARY KEY, schema_version INTEGER, library_version VARCHAR(256), CHECK (version_info_id = 1))",
        "alembic_version (version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))",
        """
        study_directions (study_direction_id INTEGER NOT NULL PRIMARY KEY, direction VARCHAR(8) NOT NULL,
            study_id INTEGER NOT NULL REFERENCES studies (study_id), objective INTEGER NOT NULL, UNIQUE (study_id, objective))
        """,
        Attributes("study_user_attributes", "study_user_attribute_id", "study_id", "studies"),
        Attributes("study_system_attributes", "study_system_attribute_id", "study_id", "studies"),
        """
        trials (trial_id INTEGER NOT NULL PRIMARY KEY, number INTEGER, study_id INTEGER REFERENCES studies (study_id),
            state VARCHAR(8) NOT NULL, datetime_start DATETIME, datetime_complete DATETIME)
        """,
        Attributes("trial_user_attributes", "trial_user_attribute_id", "trial_id", "trials"),
        Attributes("trial_system_attributes", "trial_system_attribute_id", "trial_id", "trials"),
        """
        trial_params (param_id INTEGER NOT NULL PRIMARY KEY, trial_id INTEGER REFERENCES trials (trial_id),
            param_name VARCHAR(512), param_value FLOAT, distribution_json TEXT, UNIQUE (trial_id, param_name))
        """,
        """
        trial_values (trial_value_id INTEGER NOT NULL PRIMARY KEY, trial_id INTEGER NOT NULL REFERENCES trials (trial_id),
            objective INTEGER NOT NULL, value FLOAT, value_type VARCHAR(7) NOT NULL, UNIQUE (trial_id, objective))
        """,
        """
        trial_intermediate_values (trial_intermediate_value_id INTEGER NOT NULL PRIMARY KEY, trial_id INTEGER NOT NULL REFERENCES trials (trial_id),
            step INTEGER NOT NULL, intermediate_value FLOAT, intermediate_value_type VARCHAR(7) NOT NULL, UNIQUE (trial_id, step))
        """,
        """
        trial_heartbeats (trial_heartbeat_id INTEGER NOT NULL PRIMARY KEY, trial_id INTEGER NOT NULL REFERENCES trials (trial_id),
            heartbeat DATETIME NOT NULL, UNIQUE (trial_id))
        """,
    ];

    /// <summary>Creates the tables in an empty file, or checks that those there are can be worked with.</summary>
    public static void Ensure(SqlSession sql, string path)
    {
        long tables = sql.Scalar("SELECT COUNT(*) FROM sqlite_master WHERE type = 'table'") as long? ?? 0;
        if (tables == 0)
        {
            Create(sql);
            return;
        }

        long known = sql.Scalar("SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = 'version_info'") as long? ?? 0;
        object? version = known == 0 ? null : sql.Scalar("SELECT schema_version FROM version_info");
        if (version is not long number || number != Version)
        {
            throw new InvalidOperationException(version is null
                ? $"'{path}' is a database without a study schema. Give a new file, or one made by this store or by Optuna 3."
                : $"'{path}' has study schema version {version}. Allowed: {Version} (Optuna 3.0 and later). Upgrade it with 'optuna storage upgrade', or give a new file.");
        }
    }

    private static void Create(SqlSession sql)
    {
        foreach (string table in s_tables)
        {
            sql.Execute("CREATE TABLE " + table);
        }

        sql.Execute("CREATE UNIQUE INDEX ix_studies_study_name ON studies (study_name)");
        sql.Execute("INSERT INTO version_info (version_info_id, schema_version, library_version) VALUES (1, @version, @library)",
            ("version", Version), ("library", LibraryVersion));
        sql.Execute("INSERT INTO alembic_version (version_num) VALUES (@revision)", ("revision", Revision));
    }

    private static string Attributes(string table, string id, string owner, string owners) =>
        $"{table} ({id} INTEGER NOT NULL PRIMARY KEY, {owner} INTEGER REFERENCES {owners} ({owner}), \"key\" VARCHAR(512), value_json TEXT, UNIQUE ({owner}, \"key\"))";
}
