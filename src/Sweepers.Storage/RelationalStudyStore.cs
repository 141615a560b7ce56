using System.Globalization;
using System.Text.Json;
using MLNetTuning.Sweepers.Spaces;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Storage;

/// <summary>Keeps studies in a database with Optuna's tables, so that Optuna's own tools open it and both sides can work on one study.</summary>
/// <remarks>
/// Thread-safe. What a call wrote is committed when it returns. Several studies, and several workers of one study, may use one database. Times are UTC.
/// </remarks>
public abstract class RelationalStudyStore : IStudyStore, IDisposable
{
    private static readonly TimeSpan s_firstWait = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(5);
    private readonly Dictionary<string, StudyRows> _studies = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    private protected RelationalStudyStore(TimeSpan reconnectTime)
    {
        if (reconnectTime < TimeSpan.Zero || reconnectTime > TimeSpan.FromDays(7))
        {
            throw new ArgumentOutOfRangeException(nameof(reconnectTime), $"The reconnect time is {reconnectTime.ToString("c", CultureInfo.InvariantCulture)}. Allowed: 0 to 7 days.");
        }

        ReconnectTime = reconnectTime;
    }

    /// <summary>How long a database that is locked or cannot be reached is waited for before a call gives up.</summary>
    public TimeSpan ReconnectTime { get; }

    /// <summary>The database in words, without passwords, for messages.</summary>
    private protected abstract string Where { get; }

    /// <inheritdoc/>
    public StudyRecord? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return InTransaction(false, sql => Find(sql, name)?.Record, CancellationToken.None);
    }

    /// <inheritdoc/>
    public void Create(StudyRecord study)
    {
        ArgumentNullException.ThrowIfNull(study);
        InTransaction(true, sql =>
        {
            sql.Dialect.LockSchema(sql);
            if (sql.Number("SELECT study_id FROM studies WHERE study_name = @name", ("name", study.Name)) is not null)
            {
                throw new InvalidOperationException($"The store already has a study '{study.Name}'. Choose another name or open that one.");
            }

            long id = sql.Number("INSERT INTO studies (study_name) VALUES (@name) RETURNING study_id", ("name", study.Name))!.Value;
            string direction = study.Direction == ObjectiveDirection.Maximize ? "MAXIMIZE" : "MINIMIZE";
            sql.Execute("INSERT INTO study_directions (direction, study_id, objective) VALUES (@direction, @id, 0)", ("direction", direction), ("id", id));
            sql.Insert("study_system_attributes", ["study_id", "\"key\"", "value_json"],
            [
                [id, StudyKeys.Space, study.Space.ToJson()],
                [id, StudyKeys.Seed, study.Seed.ToString(CultureInfo.InvariantCulture)],
                [id, StudyKeys.Sweeper, OptunaValues.Json(study.Sweeper)],
            ]);
            return true;
        }, CancellationToken.None);
    }

    /// <inheritdoc/>
    public IReadOnlyList<Trial> Load(string study)
    {
        var rows = Study(study);
        return InTransaction(false, sql => TrialReader.After(sql, rows, -1), CancellationToken.None);
    }

    /// <inheritdoc/>
    public T Transact<T>(string study, Func<IStudyTransaction, T> work, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(work);
        var rows = Study(study);
        return InTransaction(true, sql =>
        {
            sql.Dialect.Lock(sql, rows.Id);
            return work(new RelationalStudyTransaction(sql, rows));
        }, cancellationToken);
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string>? Report(string study, int trialId, string owner, TrialReport report, CancellationToken cancellationToken = default)
    {
        var rows = Study(study);
        var (value, type) = OptunaValues.Split(report.Value);
        return InTransaction(true, sql =>
        {
            long key = rows.Key(sql, trialId);
            if (TrialRows.Standing(sql, key, sql.Dialect.ForUpdate) is not { State: TrialState.Running } standing || standing.Lease?.Owner != owner)
            {
                return null;
            }

            sql.Execute("""
                INSERT INTO trial_intermediate_values (trial_id, step, intermediate_value, intermediate_value_type) VALUES (@key, @step, @value, @type)
                ON CONFLICT (trial_id, step) DO UPDATE SET intermediate_value = excluded.intermediate_value, intermediate_value_type = excluded.intermediate_value_type
                """, ("key", key), ("step", report.Step), ("value", value), ("type", type));
            TrialRows.Beat(sql, key);
            return Notes(sql, key);
        }, cancellationToken);
    }

    /// <inheritdoc/>
    public IReadOnlyList<int> Renew(string study, string owner, IReadOnlyCollection<int> trialIds, TimeSpan lease)
    {
        ArgumentNullException.ThrowIfNull(trialIds);
        var rows = Study(study);
        return InTransaction(true, sql =>
        {
            var until = sql.Dialect.Now(sql) + lease;
            var lost = new List<int>();

            // In one order in every worker: rows are locked one by one.
            foreach (int id in trialIds.Order())
            {
                long key = rows.Key(sql, id);
                if (TrialRows.Standing(sql, key, sql.Dialect.ForUpdate) is { State: TrialState.Running or TrialState.Paused } standing && standing.Lease is { } own && own.Owner == owner)
                {
                    TrialRows.WriteLease(sql, key, own with { Until = until }, standing.State == TrialState.Paused);
                    TrialRows.Beat(sql, key);
                }
                else
                {
                    lost.Add(id);
                }
            }

            return lost;
        }, CancellationToken.None);
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> GetAttributes(string study, int trialId)
    {
        var rows = Study(study);
        return InTransaction(false, sql => Notes(sql, rows.Key(sql, trialId)), CancellationToken.None);
    }

    /// <inheritdoc/>
    public void SetAttribute(string study, int trialId, string name, string? value)
    {
        TrialAttributes.Check(name);
        var rows = Study(study);
        InTransaction(true, sql =>
        {
            long key = rows.Key(sql, trialId);
            return value is null
                ? sql.Execute("DELETE FROM trial_user_attributes WHERE trial_id = @key AND \"key\" = @name", ("key", key), ("name", name))
                : TrialRows.WriteNote(sql, key, name, OptunaValues.Json(value));
        }, CancellationToken.None);
    }

    /// <summary>Checkpoints of a study's trials in the same database; for large ones, a shared folder is faster (<see cref="FolderCheckpoints"/>).</summary>
    /// <param name="study">The name of a study in the store.</param>
    /// <exception cref="InvalidOperationException">There is no such study.</exception>
    public IStudyCheckpoints Checkpoints(string study)
    {
        Study(study);
        return new DatabaseCheckpoints(this, study);
    }

    /// <summary>Closes the database. Trials this process still has come back to the others when their leases run out.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    internal T OnStudy<T>(string study, bool writes, Func<SqlSession, long, T> work)
    {
        var rows = Study(study);
        return InTransaction(writes, sql => work(sql, rows.Id), CancellationToken.None);
    }

    /// <summary>Closes the connections.</summary>
    /// <param name="disposing">True when called by <see cref="Dispose()"/>.</param>
    protected abstract void Dispose(bool disposing);

    private static IReadOnlyDictionary<string, string> Notes(SqlSession sql, long key) => TrialReader.Notes(
        sql.Rows("SELECT \"key\", value_json FROM trial_user_attributes WHERE trial_id = @key", r => KeyValuePair.Create(r.GetString(0), r.GetString(1)), ("key", key)));

    /// <summary>Does a piece of work in one transaction, once.</summary>
    private protected abstract T Once<T>(bool writes, Func<SqlSession, T> work);

    /// <summary>True when the same call may succeed a little later: the database is locked, restarting or out of reach.</summary>
    private protected abstract bool MayPass(Exception error);

    /// <summary>An error of the database in this library's words; null for those that need none.</summary>
    private protected abstract Exception? Explain(Exception error);

    /// <summary>Creates the tables, or checks them.</summary>
    private protected void Ensure() => InTransaction(true, sql =>
    {
        StudySchema.Ensure(sql, Where);
        return true;
    }, CancellationToken.None);

    /// <summary>Does a piece of work in one transaction, and again while the database cannot be had.</summary>
    private protected T InTransaction<T>(bool writes, Func<SqlSession, T> work, CancellationToken token)
    {
        long began = TimeProvider.System.GetTimestamp();
        for (var wait = s_firstWait; ; wait = wait * 2 < s_longestWait ? wait * 2 : s_longestWait)
        {
            try
            {
                return Once(writes, work);
            }
            catch (Exception e) when (MayPass(e))
            {
                var waited = TimeProvider.System.GetElapsedTime(began);
                if (waited + wait > ReconnectTime || token.WaitHandle.WaitOne(wait))
                {
                    throw new StudyStoreLostException(
                        $"{Where} could not be used for {waited.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} seconds ({e.Message.TrimEnd('.')}). "
                        + "What was kept before is safe. Make it reachable and writable again, and open the study as before: it goes on where it stood.", e);
                }
            }
            catch (Exception e) when (Explain(e) is { } explained)
            {
                throw explained;
            }
        }
    }

    private static (StudyRecord Record, long Id)? Find(SqlSession sql, string name)
    {
        if (sql.Number("SELECT study_id FROM studies WHERE study_name = @name", ("name", name)) is not long id)
        {
            return null;
        }

        var directions = sql.Rows("SELECT CAST(direction AS VARCHAR(8)) FROM study_directions WHERE study_id = @id ORDER BY objective", r => r.GetString(0), ("id", id));
        var attributes = sql.Rows("SELECT \"key\", value_json FROM study_system_attributes WHERE study_id = @id", r => (r.GetString(0), r.GetString(1)), ("id", id))
            .ToDictionary(a => a.Item1, a => a.Item2, StringComparer.Ordinal);
        return attributes.TryGetValue(StudyKeys.Space, out string? space) && attributes.TryGetValue(StudyKeys.Seed, out string? seed) && attributes.TryGetValue(StudyKeys.Sweeper, out string? sweeper)
            ? (new StudyRecord
            {
                Name = name,
                Space = SearchSpace.FromJson(space),
                Direction = directions is ["MAXIMIZE", ..] ? ObjectiveDirection.Maximize : ObjectiveDirection.Minimize,
                Seed = long.Parse(seed, CultureInfo.InvariantCulture),
                Sweeper = JsonSerializer.Deserialize<string>(sweeper)!,
            }, id)
            : throw new InvalidOperationException($"The study '{name}' was not started by a study of ours: it has no search space of its own. Choose another name.");
    }

    private StudyRows Study(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        lock (_gate)
        {
            if (_studies.TryGetValue(name, out var known))
            {
                return known;
            }
        }

        var (record, id) = InTransaction(false, sql => Find(sql, name), CancellationToken.None)
            ?? throw new InvalidOperationException($"The store has no study '{name}'. Create it first.");
        lock (_gate)
        {
            return _studies.TryGetValue(name, out var known) ? known : _studies[name] = new StudyRows(name, id, record.Space);
        }
    }
}
