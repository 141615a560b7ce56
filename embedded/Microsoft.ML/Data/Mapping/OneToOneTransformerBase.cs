namespace Microsoft.ML.Data;

/// <summary>A transformer that computes each added column from one input column.</summary>
public abstract class OneToOneTransformerBase : RowToRowTransformerBase
{
    private protected OneToOneTransformerBase(IEnumerable<(string Output, string Input)> columns)
    {
        ColumnPairs = columns.ToArray();
        var twice = ColumnPairs.GroupBy(static p => p.Output).FirstOrDefault(static g => g.Count() > 1);
        if (twice is not null)
        {
            throw new ArgumentException($"The output column '{twice.Key}' is named {twice.Count()} times; name every output column once.", nameof(columns));
        }
    }

    internal (string Output, string Input)[] ColumnPairs { get; }
}
