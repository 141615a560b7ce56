using System.Collections.Concurrent;
using MLNetTuning.Sweepers.Spaces;

namespace MLNetTuning.Sweepers.Storage;

/// <summary>Where a study's rows are: its key, and those of its trials. Optuna's tables have no index on a trial's number.</summary>
internal sealed class StudyRows(string name, long id, SearchSpace space)
{
    private readonly ConcurrentDictionary<int, long> _keys = [];

    public string Name => name;

    public long Id => id;

    public SearchSpace Space => space;

    public void Remember(int number, long key) => _keys[number] = key;

    public long Key(SqlSession sql, int number)
    {
        if (_keys.TryGetValue(number, out long key))
        {
            return key;
        }

        key = sql.Number("SELECT trial_id FROM trials WHERE study_id = @id AND number = @number", ("id", id), ("number", number))
            ?? throw new InvalidOperationException($"The store has no trial {number} in the study '{name}'. Add it first.");
        Remember(number, key);
        return key;
    }
}
