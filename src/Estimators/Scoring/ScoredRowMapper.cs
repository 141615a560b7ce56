using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetTuning.Estimators.Scoring;

/// <summary>Maps single rows to rows with predictions.</summary>
internal sealed class ScoredRowMapper(ScoringTransformer transformer, DataViewSchema input) : IRowToRowMapper
{
    public DataViewSchema InputSchema => input;

    public DataViewSchema OutputSchema { get; } = transformer.GetOutputSchema(input);

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
    {
        ArgumentNullException.ThrowIfNull(dependingColumns);
        var needed = new bool[input.Count];
        foreach (var column in dependingColumns)
        {
            if (column.Index < input.Count)
            {
                needed[column.Index] = true;
                continue;
            }

            foreach (var read in transformer.InputColumns(input))
            {
                needed[read.Index] = true;
            }
        }

        return input.Where(column => needed[column.Index]);
    }

    public DataViewRow GetRow(DataViewRow row, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        ArgumentNullException.ThrowIfNull(row);
        ArgumentNullException.ThrowIfNull(activeColumns);
        var active = new bool[OutputSchema.Count];
        foreach (var column in activeColumns)
        {
            active[column.Index] = true;
        }

        var scored = active.AsSpan(input.Count).Contains(true);
        return new ScoredRow(new ScoredRowColumns(OutputSchema, input, active, transformer.Columns), row, scored ? transformer.BindRow(row) : null, transformer.Columns.Outputs);
    }
}
