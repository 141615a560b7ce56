using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms.Text;

/// <summary>Counts the known n-grams of a row and weights them.</summary>
internal sealed class NgramCounter
{
    private readonly NgramColumn _column;
    private readonly NgramKeys _keys;
    private readonly NgramWalker _walker;
    private readonly NgramWalker.Visitor _visit;
    private readonly bool[] _hasLength;
    private readonly List<int> _found = [];
    private int[] _sorted = [];

    public NgramCounter(NgramColumn column, DataViewRow row, DataViewSchema.Column source)
    {
        _column = column;
        _keys = NgramKeys.Create(row, source);
        _walker = new NgramWalker(column.Settings.Length, column.Settings.Skips);
        _visit = Take;
        _hasLength = new bool[column.Settings.Length];
        for (var i = 0; i < column.Pool.Count; i++)
        {
            _hasLength[column.Pool[i].Length - 1] = true;
        }
    }

    public void Read(ref VBuffer<float> target)
    {
        _found.Clear();
        var keys = _keys.Read();
        if (_column.Pool.Count > 0)
        {
            _walker.Visit(keys, _visit);
        }

        Write(ref target);
    }

    private void Take(ReadOnlySpan<uint> ngram)
    {
        if (_hasLength[ngram.Length - 1] && _column.Pool.Find(ngram) is var id and >= 0)
        {
            _found.Add(id);
        }
    }

    private void Write(ref VBuffer<float> target)
    {
        var size = _column.Pool.Count;
        if (_sorted.Length < _found.Count)
        {
            _sorted = new int[Math.Max(_found.Count, _sorted.Length * 2)];
        }

        var sorted = _sorted.AsSpan(0, _found.Count);
        _found.CopyTo(sorted);
        sorted.Sort();
        var distinct = 0;
        for (var i = 0; i < sorted.Length; i++)
        {
            distinct += i == 0 || sorted[i] != sorted[i - 1] ? 1 : 0;
        }

        var dense = distinct > 0 && IsDense(distinct, size);
        var editor = VBufferEditor.Create(ref target, size, dense ? size : distinct);
        if (dense)
        {
            editor.Values.Clear();
        }

        for (int i = 0, at = -1; i < sorted.Length; i++)
        {
            if (i == 0 || sorted[i] != sorted[i - 1])
            {
                at++;
                editor.Values[dense ? sorted[i] : at] = 0;
                if (!dense)
                {
                    editor.Indices[at] = sorted[i];
                }
            }

            editor.Values[dense ? sorted[i] : at]++;
        }

        Weight(editor, dense ? [] : editor.Indices);
        target = editor.Commit();
    }

    /// <summary>Half full is dense; just below it, only where a known n-gram came again at the end of the row, as ML.NET has it.</summary>
    private bool IsDense(int distinct, int size) =>
        distinct >= size / 2 || (distinct == (size / 2) - 1 && _found.IndexOf(_found[^1]) < _found.Count - 1);

    private void Weight(VBufferEditor<float> editor, ReadOnlySpan<int> indices)
    {
        if (!_column.Settings.UsesIdf)
        {
            return;
        }

        var idfOnly = _column.Settings.Weighting == NgramExtractingEstimator.WeightingCriteria.Idf;
        for (var i = 0; i < editor.Values.Length; i++)
        {
            var weight = _column.Idf[indices.Length == 0 ? i : indices[i]];
            ref var value = ref editor.Values[i];
            value = idfOnly ? (value >= 1 ? (float)weight : 0) : (float)(value * weight);
        }
    }
}
