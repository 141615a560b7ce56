using Microsoft.ML.Trainers;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Boosting;

namespace Microsoft.ML.Data;

/// <summary>Walks over rows with their scores, reading ahead so that a block of rows is scored at once and by all processors.</summary>
internal sealed class BlockScoredCursor : CursorBase, IScoreSource
{
    // The first block is small, so that a look at the first rows costs little; blocks then double.
    private const int FirstRows = 16;
    private const int MostRows = 1024;

    private readonly DataViewRowCursor _input;
    private readonly ScoreBinding _binding;
    private readonly IScoreModel _model;
    private readonly FeatureReader _reader;
    private readonly RowBlock? _rows;
    private readonly BlockColumn?[] _columns;
    private readonly ValueGetter<DataViewRowId> _getId;
    private readonly BlockPlace _place = new();
    private float[] _features = [];
    private float[] _scores = [];
    private long[] _positions = [];
    private DataViewRowId[] _ids = [];
    private int _count;
    private int _capacity;

    internal BlockScoredCursor(DataViewRowCursor input, ScoreBinding binding, bool[] active)
        : base(binding.OutputSchema, active)
    {
        _input = input;
        _binding = binding;
        _model = binding.Task.Model;
        _reader = new FeatureReader(input, input.Schema[binding.Features.Index], _model.FeatureCount);
        _rows = RowBlock.Create(_model, _reader);
        _columns = new BlockColumn?[input.Schema.Count];
        for (var i = 0; i < _columns.Length; i++)
        {
            _columns[i] = active[i] ? BlockColumn.Create(input, input.Schema[i]) : null;
        }

        _getId = input.GetIdGetter();
    }

    public override long Position => _place.Row >= 0 && _place.Row < _count ? _positions[_place.Row] : -1;

    public override bool MoveNext()
    {
        if (++_place.Row < _count)
        {
            return true;
        }

        ReadBlock();
        _place.Row = _count > 0 ? 0 : -1;
        return _count > 0;
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = _ids[_place.Row];

    public ReadOnlySpan<float> Current() => _scores.AsSpan(_place.Row * _model.ScoreCount, _model.ScoreCount);

    protected override Delegate GetGetter(int column)
        => _binding.IsScore(column) ? _binding.Task.Getter(column - _columns.Length, this) : _columns[column]!.Getter(_place);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _input.Dispose();
        }

        base.Dispose(disposing);
    }

    private void ReadBlock()
    {
        var most = _rows is null ? MostRows : TreeBlock.MostRows;
        if (_capacity < most)
        {
            Resize(Math.Clamp(_capacity * 2, FirstRows, most));
        }

        _count = 0;
        while (_count < _capacity && _input.MoveNext())
        {
            if (_rows is null)
            {
                _reader.ReadInto(_features.AsSpan(_count * _model.FeatureCount, _model.FeatureCount));
            }
            else
            {
                _rows.Take(_count);
            }

            _positions[_count] = _input.Position;
            _getId(ref _ids[_count]);
            foreach (var column in _columns)
            {
                column?.Take(_count);
            }

            _count++;
        }

        if (_rows is not null)
        {
            _rows.Score(_count, _scores);
        }
        else if (_count > 0)
        {
            _model.Score(new FloatMatrix(_count, _model.FeatureCount, _features), _scores, _count > FirstRows ? Environment.ProcessorCount : 1);
        }
    }

    private void Resize(int rows)
    {
        _capacity = rows;
        Array.Resize(ref _features, _rows is null ? rows * _model.FeatureCount : 0);
        Array.Resize(ref _scores, rows * _model.ScoreCount);
        Array.Resize(ref _positions, rows);
        Array.Resize(ref _ids, rows);
        foreach (var column in _columns)
        {
            column?.Resize(rows);
        }
    }
}
