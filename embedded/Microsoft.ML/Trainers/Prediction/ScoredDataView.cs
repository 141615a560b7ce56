namespace Microsoft.ML.Data;

/// <summary>A data view with a model's score columns, computed as rows are read.</summary>
internal sealed class ScoredDataView : IDataView
{
    private readonly IDataView _source;
    private readonly ScoreBinding _binding;

    internal ScoredDataView(IDataView source, ScoreBinding binding)
    {
        _source = source;
        _binding = binding;
    }

    public bool CanShuffle => _source.CanShuffle;

    public DataViewSchema Schema => _binding.OutputSchema;

    public long? GetRowCount() => _source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        var active = _binding.ActiveColumns(columnsNeeded);
        var input = _source.GetRowCursor(InputColumns(active), rand);
        var scores = active.AsSpan(_binding.InputSchema.Count).Contains(true);
        return scores && _binding.Task.Model.PrefersBlocks
            ? new BlockScoredCursor(input, _binding, active)
            : new ScoredCursor(input, _binding, active);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        var active = _binding.ActiveColumns(columnsNeeded);
        return Array.ConvertAll(
            _source.GetRowCursorSet(InputColumns(active), n, rand),
            cursor => (DataViewRowCursor)new ScoredCursor(cursor, _binding, active));
    }

    private IEnumerable<DataViewSchema.Column> InputColumns(bool[] active)
        => _binding.GetDependencies(_binding.OutputSchema.Where(column => active[column.Index]));
}
