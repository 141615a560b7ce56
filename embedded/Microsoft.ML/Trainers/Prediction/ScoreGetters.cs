namespace Microsoft.ML.Data;

/// <summary>Getters of score columns, with the checks a caller may run into.</summary>
internal static class ScoreGetters
{
    /// <exception cref="ArgumentException">The column was not asked for when the cursor was made.</exception>
    internal static void CheckActive(bool[] active, DataViewSchema.Column column)
    {
        if (column.Index >= active.Length || !active[column.Index])
        {
            throw new ArgumentException($"Column '{column.Name}' is not active; name it when the cursor is made.", nameof(column));
        }
    }

    /// <exception cref="InvalidOperationException">The column's values are of another type.</exception>
    internal static ValueGetter<TValue> Create<TValue>(ScoreBinding binding, DataViewSchema.Column column, IScoreSource scores)
        => binding.Task.Getter(column.Index - binding.InputSchema.Count, scores) as ValueGetter<TValue>
            ?? throw new InvalidOperationException($"Column '{column.Name}' holds {column.Type.RawType}, but {typeof(TValue)} was asked for.");
}
