using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Storage;

/// <summary>One study while its row is locked.</summary>
internal sealed class RelationalStudyTransaction(SqlSession sql, StudyRows study) : IStudyTransaction
{
    private DateTimeOffset? _now;

    public DateTimeOffset Now => _now ??= sql.Dialect.Now(sql);

    public IReadOnlyList<Trial> Changes(int known, IReadOnlyCollection<Trial> open)
    {
        var changed = open.Count == 0 ? [] : Changed(open);
        changed.AddRange(TrialReader.After(sql, study, known == 0 ? -1 : study.Key(sql, known - 1)));
        return changed;
    }

    public void Add(Trial trial)
    {
        long last = trial.Id == 0 ? -1 : study.Key(sql, trial.Id - 1);
        if (sql.Number("SELECT COUNT(*) FROM trials WHERE study_id = @id AND trial_id > @last", ("id", study.Id), ("last", last)) != 0)
        {
            throw new InvalidOperationException($"Study '{study.Name}': trial {trial.Id} cannot be added, the id is taken. Look at the changes first.");
        }

        long key = sql.Number("INSERT INTO trials (number, study_id, state, datetime_start) VALUES (@number, @id, @state, @start) RETURNING trial_id",
            ("number", trial.Id), ("id", study.Id), ("state", OptunaValues.State(trial.State)), ("start", sql.Dialect.Time(trial.StartedAt)))!.Value;
        study.Remember(trial.Id, key);
        sql.Insert("trial_params", ["trial_id", "param_name", "param_value", "distribution_json"], [.. trial.Configuration.Select(p => new object?[]
        {
            key, p.Key, OptunaValues.ToNumber(study.Space[p.Key], p.Value), OptunaValues.Distribution(study.Space[p.Key]),
        })]);
        sql.Insert("trial_user_attributes", ["trial_id", "\"key\"", "value_json"], [.. Slot(trial).Select(a => new object?[] { key, a.Name, a.Json })]);
        if (trial.Lease is { } lease)
        {
            TrialRows.WriteLease(sql, key, lease, trial.State == TrialState.Paused);
        }

        TrialRows.Beat(sql, key);
    }

    public Trial? Claim(Trial seen, TrialLease lease, DateTimeOffset startedAt)
    {
        long key = study.Key(sql, seen.Id);

        // A row somebody holds is being written to, which is a sign of life.
        if (TrialRows.Standing(sql, key, sql.Dialect.ForUpdateSkipLocked) is not { } now || now.State != seen.State || now.Lease != seen.Lease)
        {
            return null;
        }

        sql.Execute("UPDATE trials SET state = @state, datetime_start = @start, datetime_complete = NULL WHERE trial_id = @key",
            ("state", OptunaValues.State(TrialState.Running)), ("start", sql.Dialect.Time(startedAt)), ("key", key));
        TrialRows.WriteLease(sql, key, lease, false);
        TrialRows.Beat(sql, key);
        return TrialReader.These(sql, study, [key])[0];
    }

    public void Update(Trial trial)
    {
        long key = study.Key(sql, trial.Id);
        sql.Execute("UPDATE trials SET state = @state, datetime_start = @start, datetime_complete = @end WHERE trial_id = @key",
            ("state", OptunaValues.State(trial.State)), ("start", sql.Dialect.Time(trial.StartedAt)), ("end", trial.EndedAt is { } end ? sql.Dialect.Time(end) : null), ("key", key));
        if (trial.Value is double value)
        {
            sql.Execute("INSERT INTO trial_values (trial_id, objective, value, value_type) VALUES (@key, 0, @value, @type)", ("key", key), ("value", value), ("type", "FINITE"));
        }

        if (trial.Error is { } error)
        {
            TrialRows.WriteNote(sql, key, StudyKeys.Error, OptunaValues.Json(error));
        }

        if (trial.Lease is { } lease)
        {
            TrialRows.WriteLease(sql, key, lease, trial.State == TrialState.Paused);
        }
    }

    // Two short queries tell what moved; only what did is read in full. A lease alone is no reason to read a trial's reports again.
    private List<Trial> Changed(IReadOnlyCollection<Trial> open)
    {
        var keys = open.ToDictionary(t => study.Key(sql, t.Id));
        string names = TrialReader.Names(keys.Keys);
        var states = sql.Rows($"SELECT trial_id, CAST(state AS VARCHAR(8)) FROM trials WHERE trial_id IN ({names})", r => (r.GetInt64(0), r.GetString(1))).ToDictionary(r => r.Item1, r => r.Item2);
        var leases = sql.Rows($"SELECT trial_id, value_json FROM trial_system_attributes WHERE trial_id IN ({names}) AND \"key\" = '{StudyKeys.Lease}'",
            r => (r.GetInt64(0), LeaseText.Read(r.GetString(1)))).ToDictionary(r => r.Item1, r => r.Item2);
        var changed = new List<Trial>();
        var moved = new List<long>();
        foreach (var (key, trial) in keys)
        {
            var (lease, paused) = leases.GetValueOrDefault(key);
            if (LeaseText.State(OptunaValues.State(states[key]), paused) != trial.State)
            {
                moved.Add(key);
            }
            else if (lease != trial.Lease)
            {
                changed.Add(trial with { Lease = lease });
            }
        }

        changed.AddRange(moved.Count == 0 ? [] : TrialReader.These(sql, study, moved));
        changed.Sort((a, b) => a.Id.CompareTo(b.Id));
        return changed;
    }

    private static IEnumerable<(string Name, string Json)> Slot(Trial trial)
    {
        if (trial.IsForeign)
        {
            // A trial without a budget is read as one that was made elsewhere.
            yield break;
        }

        yield return (StudyKeys.Budget, OptunaValues.Json(trial.Budget));
        yield return (StudyKeys.Horizon, OptunaValues.Json(trial.Horizon));
        yield return (StudyKeys.Bracket, OptunaValues.Json(trial.Bracket));
        yield return (StudyKeys.Rung, OptunaValues.Json(trial.Rung));
        yield return (StudyKeys.ConfigurationIndex, OptunaValues.Json(trial.ConfigurationIndex));
        if (trial.ParentId is int parent)
        {
            yield return (StudyKeys.Parent, OptunaValues.Json(parent));
        }

        if (trial.Slot.IsByHand)
        {
            yield return (StudyKeys.ByHand, "true");
        }
    }
}
