using System.Globalization;
using MLNetTuning.Sweepers.Schedulers;
using MLNetTuning.Sweepers.Spaces;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Storage;

/// <summary>Reads all trials of a study: one query per table, joined in memory.</summary>
internal sealed class TrialReader
{
    private readonly SqlSession _sql;
    private readonly long _studyId;
    private readonly SearchSpace _space;
    private readonly ILookup<long, (string Name, double Value)> _parameters;
    private readonly ILookup<long, double> _values;
    private readonly ILookup<long, TrialReport> _reports;
    private readonly ILookup<long, (string Key, string Json)> _attributes;

    public TrialReader(SqlSession sql, long studyId, SearchSpace space)
    {
        _sql = sql;
        _studyId = studyId;
        _space = space;
        _parameters = Table("param_name, param_value", "trial_params", "param_id", r => (r.GetString(1), r.GetDouble(2)));
        _values = Table("value, value_type", "trial_values", "objective", r => OptunaValues.Join(r, 1, 2));
        _reports = Table("step, intermediate_value, intermediate_value_type", "trial_intermediate_values", "step", r => new TrialReport(r.GetInt32(1), OptunaValues.Join(r, 2, 3)));
        _attributes = Table("\"key\", value_json", "trial_user_attributes", "\"key\"", r => (r.GetString(1), r.GetString(2)));
    }

    public List<Trial> Read() => _sql.Rows(
        "SELECT trial_id, number, state, datetime_start, datetime_complete FROM trials WHERE study_id = @study ORDER BY number",
        r => Trial(r.GetInt64(0), r.GetInt32(1), OptunaValues.State(r.GetString(2)), Time(r, 3), Time(r, 4)),
        ("study", _studyId));

    private static DateTimeOffset? Time(System.Data.Common.DbDataReader row, int column) => row.IsDBNull(column) ? null : OptunaValues.Time(row.GetString(column));

    private ILookup<long, T> Table<T>(string columns, string table, string order, Func<System.Data.Common.DbDataReader, T> read) => _sql.Rows(
        $"SELECT t.trial_id, {columns} FROM {table} AS t JOIN trials ON trials.trial_id = t.trial_id WHERE trials.study_id = @study ORDER BY t.trial_id, {order}",
        r => (Key: r.GetInt64(0), Value: read(r)),
        ("study", _studyId)).ToLookup(x => x.Key, x => x.Value);

    private Trial Trial(long key, int number, TrialState state, DateTimeOffset? start, DateTimeOffset? end)
    {
        var attributes = _attributes[key].ToDictionary(a => a.Key, a => a.Json, StringComparer.Ordinal);
        var values = _parameters[key].ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal);
        return new Trial
        {
            Id = number,
            Configuration = new Configuration(_space.Parameters.Where(p => values.ContainsKey(p.Name))
                .Select(p => KeyValuePair.Create(p.Name, OptunaValues.FromNumber(p, values[p.Name])))),
            ConfigurationIndex = (int)Number(attributes, StudyKeys.ConfigurationIndex, number),
            Slot = new TrialSlot
            {
                Budget = Number(attributes, StudyKeys.Budget, number),
                Horizon = Number(attributes, StudyKeys.Horizon, number),
                Bracket = (int)Number(attributes, StudyKeys.Bracket, number),
                Rung = (int)Number(attributes, StudyKeys.Rung, number),
                ParentId = attributes.ContainsKey(StudyKeys.Parent) ? (int)Number(attributes, StudyKeys.Parent, number) : null,
            },
            State = state,
            Value = _values[key].Select(v => (double?)v).FirstOrDefault(),
            Error = attributes.TryGetValue(StudyKeys.Error, out string? error) ? System.Text.Json.JsonSerializer.Deserialize<string>(error) : null,
            Reports = [.. _reports[key]],
            StartedAt = start ?? default,
            EndedAt = end,
        };
    }

    private static double Number(Dictionary<string, string> attributes, string key, int trial) =>
        attributes.TryGetValue(key, out string? json) && double.TryParse(json, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            ? value
            : throw new InvalidOperationException($"Trial {trial} has no number '{key}' among its attributes, so it was not started by a study of ours. Copy the study without it, or start a new one.");
}
