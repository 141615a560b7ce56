namespace MLNetTuning.Sweepers.Storage;

/// <summary>Keeps a study's checkpoints in a table of our own beside Optuna's, made with the first checkpoint.</summary>
internal sealed class DatabaseCheckpoints(RelationalStudyStore store, string study) : IStudyCheckpoints
{
    private const string Table = "mlnettuning_checkpoints";

    public byte[]? Get(string key)
    {
        CheckpointKeys.Check(key);
        return store.OnStudy(study, false, (sql, id) => sql.Dialect.HasTable(sql, Table)
            ? (byte[]?)sql.Scalar($"SELECT state FROM {Table} WHERE study_id = @id AND checkpoint = @key", ("id", id), ("key", key))
            : null);
    }

    public void Put(string key, byte[] state)
    {
        CheckpointKeys.Check(key);
        ArgumentNullException.ThrowIfNull(state);
        store.OnStudy(study, true, (sql, id) =>
        {
            if (!sql.Dialect.HasTable(sql, Table))
            {
                // Two workers may come here at once; the second finds it made.
                sql.Dialect.LockSchema(sql);
                sql.Execute($"CREATE TABLE IF NOT EXISTS {Table} (study_id INTEGER NOT NULL REFERENCES studies (study_id), checkpoint VARCHAR(512) NOT NULL, state {sql.Dialect.Bytes} NOT NULL, PRIMARY KEY (study_id, checkpoint))");
            }

            return sql.Execute($"INSERT INTO {Table} (study_id, checkpoint, state) VALUES (@id, @key, @state) ON CONFLICT (study_id, checkpoint) DO UPDATE SET state = excluded.state",
                ("id", id), ("key", key), ("state", state));
        });
    }

    public void Remove(string key)
    {
        CheckpointKeys.Check(key);
        store.OnStudy(study, true, (sql, id) => sql.Dialect.HasTable(sql, Table)
            ? sql.Execute($"DELETE FROM {Table} WHERE study_id = @id AND checkpoint = @key", ("id", id), ("key", key))
            : 0);
    }
}
