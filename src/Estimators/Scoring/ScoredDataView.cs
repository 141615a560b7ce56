using Microsoft.ML;

namespace MLNetTuning.Estimators.Scoring;

/// <summary>A data view with predictions added.</summary>
internal sealed class ScoredDataView(ScoringTransformer transformer, IDataView input) : IDataView
{
    // The block is large enough for the kernels to pay and small enough to stay in the second-level cache.
    public const int MostRows = 256;

    public bool CanShuffle => input.CanShuffle;

    public DataViewSchema Schema { get; } = transformer.GetOutputSchema(input.Schema);

    public long? GetRowCount() => input.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        ArgumentNullException.ThrowIfNull(columnsNeeded);
        var active = new bool[Schema.Count];
        foreach (var column in columnsNeeded)
        {
            active[column.Index] = true;
        }

        // Both passes must meet the rows in one order, so both get a generator of the same state.
        var seed = rand?.Next();
        var rows = input.GetRowCursor(input.Schema.Where(column => active[column.Index]), Generator(seed));
        var scored = active.AsSpan(input.Schema.Count).Contains(true);
        var source = scored ? transformer.OpenSource(input, Generator(seed)) : null;
        return new ScoredCursor(new ScoredRowColumns(Schema, input.Schema, active, transformer.Columns), rows, source, new ScoreBlock(transformer.BlockRows, transformer.Columns.Outputs));
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private static Random? Generator(int? seed) => seed is { } value ? new Random(value) : null;
}
