using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using MLNetTuning.Sweepers.Schedulers;
using MLNetTuning.Sweepers.Spaces;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Storage;

/// <summary>Reads trials of a study: one query per table, joined in memory. No trials, no further queries.</summary>
internal sealed class TrialReader
{
    private const int MostNamed = 500;
    private readonly SqlSession _sql;
    private readonly StudyRows _study;
    private readonly List<(long Key, int Number, TrialState State, DateTimeOffset? Start, DateTimeOffset? End)> _rows;
    private readonly string _which;
    private readonly long _first;

    private TrialReader(SqlSession sql, StudyRows study, string which, long after)
    {
        _sql = sql;
        _study = study;
        _rows = sql.Rows(
            $"SELECT trial_id, number, CAST(state AS VARCHAR(8)), datetime_start, datetime_complete FROM trials AS t WHERE study_id = @study AND {which} ORDER BY trial_id",
            r => (r.GetInt64(0), r.GetInt32(1), OptunaValues.State(r.GetString(2)), Time(r, 3), Time(r, 4)), ("study", study.Id), ("after", after));
        _rows.ForEach(r => study.Remember(r.Number, r.Key));
        _first = _rows.Count == 0 ? 0 : _rows.Min(r => r.Key);

        // A few are named, so that their rows are found by index; many are read as one range.
        _which = _rows.Count <= MostNamed ? $"t.trial_id IN ({Names(_rows.Select(r => r.Key))})" : "t.trial_id >= @first";
    }

    /// <summary>The trials of a study with keys above one, in the order of their ids.</summary>
    public static List<Trial> After(SqlSession sql, StudyRows study, long key) => new TrialReader(sql, study, "t.trial_id > @after", key).Read();

    /// <summary>Some trials of a study, in the order of their ids.</summary>
    public static List<Trial> These(SqlSession sql, StudyRows study, IEnumerable<long> keys) =>
        new TrialReader(sql, study, $"t.trial_id IN ({Names(keys)}) AND t.trial_id > @after", -1).Read();

    public static string Names(IEnumerable<long> keys) => string.Join(",", keys.Select(k => k.ToString(CultureInfo.InvariantCulture)));

    private List<Trial> Read()
    {
        if (_rows.Count == 0)
        {
            return [];
        }

        var parameters = Table("param_name, param_value", "trial_params", null, r => (Name: r.GetString(1), Value: r.GetDouble(2)));
        var values = Table("value, CAST(value_type AS VARCHAR(7))", "trial_values", "objective", r => OptunaValues.Join(r, 1, 2));
        var reports = Table("step, intermediate_value, CAST(intermediate_value_type AS VARCHAR(7))", "trial_intermediate_values", "step", r => new TrialReport(r.GetInt32(1), OptunaValues.Join(r, 2, 3)));
        var notes = Table("\"key\", value_json", "trial_user_attributes", null, r => (Name: r.GetString(1), Json: r.GetString(2)));
        var leases = Table("value_json", "trial_system_attributes", null, r => LeaseText.Read(r.GetString(1)), $" AND \"key\" = '{StudyKeys.Lease}'");
        var foreigners = Foreign(notes);
        return [.. _rows.Select(row =>
        {
            var attributes = notes[row.Key].ToDictionary(a => a.Name, a => a.Json, StringComparer.Ordinal);
            bool foreign = !attributes.ContainsKey(StudyKeys.Budget);
            var (lease, paused) = leases[row.Key].FirstOrDefault();
            double? value = values[row.Key].Select(v => (double?)v).FirstOrDefault();
            return new Trial
            {
                Id = row.Number,
                Configuration = foreign ? ForeignTrials.Configuration(_study.Space, foreigners[row.Key]) : Configuration(parameters[row.Key].ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal)),
                ConfigurationIndex = foreign ? -1 - row.Number : (int)Number(attributes, StudyKeys.ConfigurationIndex, row.Number),
                Slot = foreign ? new TrialSlot { Budget = 1, Horizon = 1 } : Slot(attributes, row.Number),
                IsForeign = foreign,
                State = LeaseText.State(row.State, paused),
                Value = value is double v && double.IsFinite(v) && row.State != TrialState.Failed ? value : null,
                Error = attributes.TryGetValue(StudyKeys.Error, out string? error) ? Text(error) : null,
                Reports = [.. reports[row.Key]],
                Attributes = Notes(attributes),
                Lease = lease,
                StartedAt = row.Start ?? default,
                EndedAt = row.End,
            };
        })];
    }

    /// <summary>What was noted about a trial, without what the study itself keeps there.</summary>
    public static IReadOnlyDictionary<string, string> Notes(IEnumerable<KeyValuePair<string, string>> attributes)
    {
        var notes = attributes.Where(a => !TrialAttributes.Reserved.Contains(a.Key)).ToDictionary(a => a.Key, a => Text(a.Value), StringComparer.Ordinal);
        return notes.Count == 0 ? TrialAttributes.None : notes;
    }

    // Ours are texts; other programs note numbers and lists, which stay as they are written.
    private static string Text(string json) => json.StartsWith('"') ? JsonSerializer.Deserialize<string>(json)! : json;

    private static TrialSlot Slot(Dictionary<string, string> attributes, int number) => new()
    {
        Budget = Number(attributes, StudyKeys.Budget, number),
        Horizon = Number(attributes, StudyKeys.Horizon, number),
        Bracket = (int)Number(attributes, StudyKeys.Bracket, number),
        Rung = (int)Number(attributes, StudyKeys.Rung, number),
        ParentId = attributes.ContainsKey(StudyKeys.Parent) ? (int)Number(attributes, StudyKeys.Parent, number) : null,
        IsByHand = attributes.ContainsKey(StudyKeys.ByHand),
    };

    private Configuration Configuration(Dictionary<string, double> values) => new(_study.Space.Parameters
        .Where(p => values.ContainsKey(p.Name)).Select(p => KeyValuePair.Create(p.Name, OptunaValues.FromNumber(p, values[p.Name]))));

    private DateTimeOffset? Time(DbDataReader row, int column) => row.IsDBNull(column) ? null : _sql.Dialect.ReadTime(row, column);

    // Of our own trials the space tells what a number means; of others' only the distribution beside it, and it is long.
    private ILookup<long, (string Name, double Value, string Distribution)> Foreign(ILookup<long, (string Name, string Json)> notes)
    {
        var keys = _rows.Select(r => r.Key).Where(key => !notes[key].Any(n => n.Name == StudyKeys.Budget)).ToList();
        string which = keys.Count <= MostNamed ? $" AND t.trial_id IN ({Names(keys)})" : "";
        return keys.Count == 0
            ? Enumerable.Empty<(string, double, string)>().ToLookup(_ => 0L)
            : Table("param_name, param_value, distribution_json", "trial_params", "param_id", r => (Name: r.GetString(1), Value: r.GetDouble(2), Distribution: r.GetString(3)), which);
    }

    // Rows found by name need no order: sorting a large study's would take longer than reading them.
    private ILookup<long, T> Table<T>(string columns, string table, string? order, Func<DbDataReader, T> read, string also = "") => _sql.Rows(
        $"SELECT t.trial_id, {columns} FROM {table} AS t JOIN trials ON trials.trial_id = t.trial_id WHERE trials.study_id = @study AND {_which}{also}{(order is null ? "" : " ORDER BY t.trial_id, " + order)}",
        r => (Key: r.GetInt64(0), Value: read(r)),
        ("study", _study.Id), ("first", _first)).ToLookup(x => x.Key, x => x.Value);

    private static double Number(Dictionary<string, string> attributes, string key, int trial) =>
        attributes.TryGetValue(key, out string? json) && double.TryParse(json, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            ? value
            : throw new InvalidOperationException($"Trial {trial} has no number '{key}' among its attributes, although it has a budget. Copy the study without it, or start a new one.");
}
