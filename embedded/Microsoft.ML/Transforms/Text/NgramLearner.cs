using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms.Text;

/// <summary>Collects the n-grams of a column and in how many rows each occurs.</summary>
internal sealed class NgramLearner
{
    private readonly NgramSettings _settings;
    private readonly NgramKeys _keys;
    private readonly NgramWalker _walker;
    private readonly NgramWalker.Visitor _visit;
    private readonly NgramPool _pool = new();
    private readonly int[] _counts;
    private readonly List<int> _rowsWith = [];
    private readonly List<int> _lastRow = [];
    private int _row;

    public NgramLearner(NgramSettings settings, DataViewRow row, DataViewSchema.Column column)
    {
        _settings = settings;
        _keys = NgramKeys.Create(row, column);
        _walker = new NgramWalker(settings.Length, settings.Skips);
        _visit = Take;
        _counts = new int[settings.Length];
    }

    public void Process()
    {
        _row++;
        _walker.Visit(_keys.Read(), _visit);
    }

    public NgramColumn Finish()
    {
        var idf = _settings.UsesIdf ? _rowsWith.Select(rows => Math.Log((double)_row / rows)).ToArray() : [];
        return new NgramColumn(_settings, _pool, idf);
    }

    private void Take(ReadOnlySpan<uint> ngram)
    {
        ref var count = ref _counts[ngram.Length - 1];
        var id = -1;
        if (count < _settings.Limits[ngram.Length - 1])
        {
            id = _pool.GetOrAdd(ngram, out var added);
            count += added ? 1 : 0;
        }

        if (_settings.UsesIdf)
        {
            Count(id < 0 ? _pool.Find(ngram) : id);
        }
    }

    private void Count(int id)
    {
        if (id < 0)
        {
            return;
        }

        if (id == _rowsWith.Count)
        {
            _rowsWith.Add(0);
            _lastRow.Add(0);
        }

        if (_lastRow[id] != _row)
        {
            _lastRow[id] = _row;
            _rowsWith[id]++;
        }
    }
}
