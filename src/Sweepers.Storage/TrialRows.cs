using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Storage;

/// <summary>Single rows of a trial.</summary>
internal static class TrialRows
{
    /// <summary>The state and lease of a trial; null when a row lock was asked for that another transaction has.</summary>
    public static (TrialState State, TrialLease? Lease)? Standing(SqlSession sql, long key, string locking)
    {
        // The row first: what its owner wrote before letting go of it is seen by the second statement.
        string? state = (string?)sql.Scalar("SELECT CAST(state AS VARCHAR(8)) FROM trials AS t WHERE trial_id = @key" + locking, ("key", key));
        if (state is null)
        {
            return null;
        }

        string? text = (string?)sql.Scalar($"SELECT value_json FROM trial_system_attributes WHERE trial_id = @key AND \"key\" = '{StudyKeys.Lease}'", ("key", key));
        var (lease, paused) = text is null ? (null, false) : LeaseText.Read(text);
        return (LeaseText.State(OptunaValues.State(state), paused), lease);
    }

    public static void WriteLease(SqlSession sql, long key, TrialLease lease, bool paused) =>
        Write(sql, "trial_system_attributes", key, StudyKeys.Lease, LeaseText.Write(lease, paused));

    public static int WriteNote(SqlSession sql, long key, string name, string json) => Write(sql, "trial_user_attributes", key, name, json);

    /// <summary>Optuna finds the trials of a dead process by the age of their last heartbeat.</summary>
    public static void Beat(SqlSession sql, long key) => sql.Execute(
        $"INSERT INTO trial_heartbeats (trial_id, heartbeat) VALUES (@key, {sql.Dialect.Heartbeat}) ON CONFLICT (trial_id) DO UPDATE SET heartbeat = excluded.heartbeat",
        ("key", key), ("now", sql.Dialect.HeartbeatNow));

    private static int Write(SqlSession sql, string table, long key, string name, string json) => sql.Execute(
        $"INSERT INTO {table} (trial_id, \"key\", value_json) VALUES (@key, @name, @json) ON CONFLICT (trial_id, \"key\") DO UPDATE SET value_json = excluded.value_json",
        ("key", key), ("name", name), ("json", json));
}
