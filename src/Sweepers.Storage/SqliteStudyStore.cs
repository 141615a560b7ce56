using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using MLNetTuning.Sweepers.Spaces;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Storage;

/// <summary>Keeps studies in an SQLite file with Optuna's tables, so that Optuna's own tools open it.</summary>
/// <remarks>
/// Thread-safe. Every call is one transaction on disk when it returns. Several studies, in one process or several, may use one file; one study is
/// worked on by one process at a time. Times are UTC.
/// </remarks>
public sealed class SqliteStudyStore : IStudyStore, IDisposable
{
    private const int BusyTimeoutMilliseconds = 30_000;
    private readonly Lock _gate = new();
    private readonly SqliteConnection _connection;
    private readonly TimeProvider _clock;
    private readonly Dictionary<string, (long Id, SearchSpace Space)> _studies = new(StringComparer.Ordinal);

    /// <summary>Opens a file, or creates it.</summary>
    /// <param name="path">The file; its folder exists.</param>
    /// <param name="clock">The clock of heartbeats; the system's when null.</param>
    /// <exception cref="InvalidOperationException">The file cannot be opened, or is no database of studies; the message says what to do.</exception>
    public SqliteStudyStore(string path, TimeProvider? clock = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        Path = path;
        _clock = clock ?? TimeProvider.System;
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
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

    /// <inheritdoc/>
    public StudyRecord? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return InTransaction(sql =>
        {
            if (sql.Scalar("SELECT study_id FROM studies WHERE study_name = @name", ("name", name)) is not long id)
            {
                return null;
            }

            string direction = (string)sql.Scalar("SELECT direction FROM study_directions WHERE study_id = @id AND objective = 0", ("id", id))!;
            var attributes = sql.Rows("SELECT \"key\", value_json FROM study_system_attributes WHERE study_id = @id", r => (r.GetString(0), r.GetString(1)), ("id", id))
                .ToDictionary(a => a.Item1, a => a.Item2, StringComparer.Ordinal);
            return Record(name, direction, attributes);
        });
    }

    /// <inheritdoc/>
    public void Create(StudyRecord study)
    {
        ArgumentNullException.ThrowIfNull(study);
        InTransaction(sql =>
        {
            if (sql.Scalar("SELECT study_id FROM studies WHERE study_name = @name", ("name", study.Name)) is not null)
            {
                throw new InvalidOperationException($"The store already has a study '{study.Name}'. Choose another name or open that one.");
            }

            sql.Execute("INSERT INTO studies (study_name) VALUES (@name)", ("name", study.Name));
            long id = (long)sql.Scalar("SELECT study_id FROM studies WHERE study_name = @name", ("name", study.Name))!;
            string direction = study.Direction == ObjectiveDirection.Maximize ? "MAXIMIZE" : "MINIMIZE";
            sql.Execute("INSERT INTO study_directions (direction, study_id, objective) VALUES (@direction, @id, 0)", ("direction", direction), ("id", id));
            foreach (var (key, json) in new[]
            {
                (StudyKeys.Space, study.Space.ToJson()),
                (StudyKeys.Seed, study.Seed.ToString(CultureInfo.InvariantCulture)),
                (StudyKeys.Sweeper, OptunaValues.Json(study.Sweeper)),
            })
            {
                sql.Execute("INSERT INTO study_system_attributes (study_id, \"key\", value_json) VALUES (@id, @key, @json)", ("id", id), ("key", key), ("json", json));
            }

            return true;
        });
    }

    /// <inheritdoc/>
    public IReadOnlyList<Trial> Load(string study)
    {
        var (id, space) = Study(study);
        return InTransaction(sql => new TrialReader(sql, id, space).Read());
    }

    /// <inheritdoc/>
    public void Add(string study, Trial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        var (id, space) = Study(study);
        InTransaction(sql =>
        {
            long next = (long)sql.Scalar("SELECT COUNT(*) FROM trials WHERE study_id = @id", ("id", id))!;
            if (next != trial.Id)
            {
                throw new InvalidOperationException($"Study '{study}': trial {trial.Id} cannot be added, the next free id is {next}. Another process works on the study: open it from one at a time.");
            }

            sql.Execute("INSERT INTO trials (number, study_id, state, datetime_start) VALUES (@number, @id, @state, @start)",
                ("number", trial.Id), ("id", id), ("state", OptunaValues.State(trial.State)), ("start", OptunaValues.Time(trial.StartedAt)));
            long key = Key(sql, id, trial.Id);
            WriteConfiguration(sql, key, trial, space);
            WriteSlot(sql, key, trial);
            Beat(sql, key);
            return true;
        });
    }

    /// <inheritdoc/>
    public void Report(string study, int trialId, TrialReport report)
    {
        var (id, _) = Study(study);
        var (value, type) = OptunaValues.Split(report.Value);
        InTransaction(sql =>
        {
            long key = Key(sql, id, trialId);
            sql.Execute("""
                INSERT INTO trial_intermediate_values (trial_id, step, intermediate_value, intermediate_value_type) VALUES (@key, @step, @value, @type)
                ON CONFLICT (trial_id, step) DO UPDATE SET intermediate_value = excluded.intermediate_value, intermediate_value_type = excluded.intermediate_value_type
                """, ("key", key), ("step", report.Step), ("value", value), ("type", type));
            Beat(sql, key);
            return true;
        });
    }

    /// <inheritdoc/>
    public void Update(string study, Trial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        var (id, _) = Study(study);
        InTransaction(sql =>
        {
            long key = Key(sql, id, trial.Id);
            sql.Execute("UPDATE trials SET state = @state, datetime_start = @start, datetime_complete = @end WHERE trial_id = @key",
                ("state", OptunaValues.State(trial.State)), ("start", OptunaValues.Time(trial.StartedAt)),
                ("end", trial.EndedAt is { } end ? OptunaValues.Time(end) : null), ("key", key));
            if (trial.Value is double value)
            {
                sql.Execute("INSERT INTO trial_values (trial_id, objective, value, value_type) VALUES (@key, 0, @value, 'FINITE')", ("key", key), ("value", value));
            }

            if (trial.Error is { } error)
            {
                WriteAttribute(sql, key, StudyKeys.Error, OptunaValues.Json(error));
            }

            return true;
        });
    }

    /// <summary>Closes the file. Trials that have not ended are handed out again when the study is next opened.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _connection.Dispose();
        }
    }

    private static StudyRecord Record(string name, string direction, Dictionary<string, string> attributes) =>
        attributes.TryGetValue(StudyKeys.Space, out string? space) && attributes.TryGetValue(StudyKeys.Seed, out string? seed) && attributes.TryGetValue(StudyKeys.Sweeper, out string? sweeper)
            ? new StudyRecord
            {
                Name = name,
                Space = SearchSpace.FromJson(space),
                Direction = direction == "MAXIMIZE" ? ObjectiveDirection.Maximize : ObjectiveDirection.Minimize,
                Seed = long.Parse(seed, CultureInfo.InvariantCulture),
                Sweeper = JsonSerializer.Deserialize<string>(sweeper)!,
            }
            : throw new InvalidOperationException($"The study '{name}' was not started by a study of ours: it has no search space of its own. Choose another name.");

    private static long Key(SqlSession sql, long studyId, int number) =>
        sql.Scalar("SELECT trial_id FROM trials WHERE study_id = @id AND number = @number", ("id", studyId), ("number", number)) as long?
        ?? throw new InvalidOperationException($"The store has no trial {number} in this study. Add it first.");

    private static void WriteConfiguration(SqlSession sql, long key, Trial trial, SearchSpace space)
    {
        foreach (var (name, value) in trial.Configuration)
        {
            sql.Execute("INSERT INTO trial_params (trial_id, param_name, param_value, distribution_json) VALUES (@key, @name, @value, @distribution)",
                ("key", key), ("name", name), ("value", OptunaValues.ToNumber(space[name], value)), ("distribution", OptunaValues.Distribution(space[name])));
        }
    }

    private static void WriteSlot(SqlSession sql, long key, Trial trial)
    {
        WriteAttribute(sql, key, StudyKeys.Budget, OptunaValues.Json(trial.Budget));
        WriteAttribute(sql, key, StudyKeys.Horizon, OptunaValues.Json(trial.Horizon));
        WriteAttribute(sql, key, StudyKeys.Bracket, OptunaValues.Json(trial.Bracket));
        WriteAttribute(sql, key, StudyKeys.Rung, OptunaValues.Json(trial.Rung));
        WriteAttribute(sql, key, StudyKeys.ConfigurationIndex, OptunaValues.Json(trial.ConfigurationIndex));
        if (trial.ParentId is int parent)
        {
            WriteAttribute(sql, key, StudyKeys.Parent, OptunaValues.Json(parent));
        }
    }

    private static void WriteAttribute(SqlSession sql, long key, string name, string json) =>
        sql.Execute("INSERT INTO trial_user_attributes (trial_id, \"key\", value_json) VALUES (@key, @name, @json)", ("key", key), ("name", name), ("json", json));

    // Optuna finds the trials of a dead process by the age of their last heartbeat.
    private void Beat(SqlSession sql, long key) => sql.Execute("""
        INSERT INTO trial_heartbeats (trial_id, heartbeat) VALUES (@key, @now) ON CONFLICT (trial_id) DO UPDATE SET heartbeat = excluded.heartbeat
        """, ("key", key), ("now", OptunaValues.Time(_clock.GetUtcNow())));

    private void Open()
    {
        _connection.Open();
        using (var pragma = _connection.CreateCommand())
        {
            // The timeout first: switching the journal takes a lock that another process may hold.
            pragma.CommandText = $"PRAGMA busy_timeout = {BusyTimeoutMilliseconds}; PRAGMA journal_mode = WAL; PRAGMA foreign_keys = ON;";
            pragma.ExecuteNonQuery();
        }

        InTransaction(sql =>
        {
            StudySchema.Ensure(sql, Path);
            return true;
        });
    }

    private (long Id, SearchSpace Space) Study(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        lock (_gate)
        {
            if (_studies.TryGetValue(name, out var known))
            {
                return known;
            }

            var record = Find(name) ?? throw new InvalidOperationException($"The store has no study '{name}'. Create it first.");
            long id = InTransaction(sql => (long)sql.Scalar("SELECT study_id FROM studies WHERE study_name = @name", ("name", name))!);
            return _studies[name] = (id, record.Space);
        }
    }

    private T InTransaction<T>(Func<SqlSession, T> work)
    {
        lock (_gate)
        {
            using var transaction = _connection.BeginTransaction();
            var result = work(new SqlSession(_connection, transaction));
            transaction.Commit();
            return result;
        }
    }
}
