using Microsoft.ML;

namespace MLNetTuning.Estimators.Scoring;

/// <summary>Which columns of a scored row are active, and where each comes from.</summary>
internal sealed class ScoredRowColumns(DataViewSchema schema, DataViewSchema input, bool[] active, ScoreColumns columns)
{
    public DataViewSchema Schema => schema;

    public bool IsActive(DataViewSchema.Column column) => column.Index < active.Length && active[column.Index];

    /// <summary>A getter of the row before (input columns) or of the block (predictions).</summary>
    public ValueGetter<T> Getter<T>(DataViewSchema.Column column, DataViewRow row, ScoreBlock block, Func<int> place)
    {
        if (!IsActive(column))
        {
            throw new InvalidOperationException($"Column '{column.Name}' is not active in this cursor; ask for it when the cursor is made.");
        }

        var getter = column.Index < input.Count
            ? row.GetGetter<T>(input[column.Index])
            : columns.Getter(schema[column.Index].Name, block, place);
        return getter as ValueGetter<T>
            ?? throw new InvalidOperationException($"Column '{column.Name}' holds {column.Type.RawType}, not {typeof(T)}.");
    }
}
