using Microsoft.ML;
using MLNetTuning.Estimators.Persistence.Conversion;
using MLNetTuning.Estimators.Scoring;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Estimators.Persistence;

/// <summary>Collects raw columns and predicts with a portable model.</summary>
internal sealed class PortableRowScorer : BatchScorer
{
    private readonly PortableScorer _scorer;
    private readonly Action<int>[] _readers;

    public PortableRowScorer(PortableTransformer transformer, DataViewRow row, int capacity)
    {
        _scorer = transformer.Model.CreateScorer(capacity);
        var columns = transformer.InputColumns(row.Schema);
        _readers = [.. columns.Select((column, i) => transformer.Model.Columns[i].Kind == PortableColumnKind.Text ? Texts(row, column, i) : Numbers(row, column, i))];
    }

    public override void Read(int slot)
    {
        foreach (var reader in _readers)
        {
            reader(slot);
        }
    }

    public override void Score(int count, ScoreBlock block) =>
        _scorer.Score(count, block.Scores.AsSpan(0, count * block.Outputs), block.Probabilities.AsSpan(0, count));

    private Action<int> Numbers(DataViewRow row, DataViewSchema.Column column, int place)
    {
        var read = ColumnReader.Bind(row, column);
        return slot => read(_scorer.Numbers(place, slot));
    }

    private Action<int> Texts(DataViewRow row, DataViewSchema.Column column, int place)
    {
        // Texts are never changed by who hands them out (ML.NET's own cache relies on it), so a batch may hold them.
        var read = ColumnReader.BindTexts(row, column);
        return slot => read(_scorer.Texts(place, slot));
    }
}
