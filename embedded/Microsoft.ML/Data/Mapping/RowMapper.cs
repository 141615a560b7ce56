namespace Microsoft.ML.Data;

/// <summary>The work of a row-to-row transformer, bound to the schema of its input: the columns it adds and how they are computed.</summary>
internal abstract class RowMapper(DataViewSchema inputSchema)
{
    public DataViewSchema InputSchema => inputSchema;

    /// <summary>The columns added. One that has the name of an input column hides it.</summary>
    public abstract DataViewSchema.DetachedColumn[] CreateColumns();

    /// <summary>The indices of the input columns an added column is computed from.</summary>
    public abstract IEnumerable<int> GetDependencies(int output);

    /// <summary>
    /// Getters for the active added columns, of their raw types; null for the others. Called once for a cursor or row, so that the
    /// getters may share what they compute for one row.
    /// </summary>
    public virtual Delegate?[] CreateGetters(DataViewRow input, bool[] activeOutputs)
    {
        var getters = new Delegate?[activeOutputs.Length];
        for (var i = 0; i < getters.Length; i++)
        {
            getters[i] = activeOutputs[i] ? CreateGetter(input, i) : null;
        }

        return getters;
    }

    /// <summary>A shorter way to the numbers of an added column than its getter; null where there is none.</summary>
    public virtual FeatureSource? CreateFeatures(DataViewRow input, int output) => null;

    /// <summary>A <see cref="ColumnRuns{T}"/> of one added column, computed from those of the input; null where its values come row by row only.</summary>
    public virtual object? CreateRuns(IColumnRuns input, int output) => null;

    /// <summary>A getter for one added column.</summary>
    protected virtual Delegate CreateGetter(DataViewRow input, int output) => throw new NotSupportedException();
}
