namespace Microsoft.ML.Data;

/// <summary>Decides which rows of a pass are kept.</summary>
internal abstract class RowTest
{
    /// <summary>The indices of the columns the decision needs.</summary>
    public abstract IReadOnlyList<int> Columns { get; }

    /// <summary>A decision about the current row of a cursor. It is asked for every row of a pass, in the order of a plain pass.</summary>
    public abstract Func<bool> Bind(DataViewRow row);
}
