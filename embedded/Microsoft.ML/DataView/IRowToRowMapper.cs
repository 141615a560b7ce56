namespace Microsoft.ML.Data;

/// <summary>Maps single rows, bound to a schema.</summary>
public interface IRowToRowMapper
{
    /// <summary>The schema before.</summary>
    DataViewSchema InputSchema { get; }

    /// <summary>The schema after.</summary>
    DataViewSchema OutputSchema { get; }

    /// <summary>The input columns that output columns are computed from.</summary>
    /// <param name="dependingColumns">Columns of <see cref="OutputSchema"/>.</param>
    IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns);

    /// <summary>A row that follows <paramref name="input"/>.</summary>
    /// <param name="input">A row of <see cref="InputSchema"/> in which the needed columns are active.</param>
    /// <param name="activeColumns">The columns of <see cref="OutputSchema"/> to be read.</param>
    DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns);
}
