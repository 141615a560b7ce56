namespace Microsoft.ML.Data;

/// <summary>A row with its scores.</summary>
internal sealed class ScoredRow : DataViewRow
{
    private readonly DataViewRow _input;
    private readonly ScoreBinding _binding;
    private readonly bool[] _active;
    private RowScores? _scores;

    internal ScoredRow(DataViewRow input, ScoreBinding binding, bool[] active)
    {
        _input = input;
        _binding = binding;
        _active = active;
    }

    public override long Position => _input.Position;

    public override long Batch => _input.Batch;

    public override DataViewSchema Schema => _binding.OutputSchema;

    public override ValueGetter<DataViewRowId> GetIdGetter() => _input.GetIdGetter();

    public override bool IsColumnActive(DataViewSchema.Column column) => _active[column.Index];

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        ScoreGetters.CheckActive(_active, column);
        if (!_binding.IsScore(column.Index))
        {
            return _input.GetGetter<TValue>(_input.Schema[column.Index]);
        }

        _scores ??= new RowScores(_input, _binding);
        return ScoreGetters.Create<TValue>(_binding, column, _scores);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _input.Dispose();
        }

        base.Dispose(disposing);
    }
}
