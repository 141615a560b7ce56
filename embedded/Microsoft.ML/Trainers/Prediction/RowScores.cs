using Microsoft.ML.Trainers;

namespace Microsoft.ML.Data;

/// <summary>Scores the row under a cursor when first asked, once for all its score columns.</summary>
internal sealed class RowScores : IScoreSource
{
    private readonly DataViewRow _row;
    private readonly IScoreModel _model;
    private readonly FeatureReader _reader;
    private readonly float[] _features;
    private readonly float[] _scores;
    private long _position = -1;

    internal RowScores(DataViewRow row, ScoreBinding binding)
    {
        _row = row;
        _model = binding.Task.Model;
        _reader = new FeatureReader(row, row.Schema[binding.Features.Index], _model.FeatureCount);
        _features = new float[_model.FeatureCount];
        _scores = new float[_model.ScoreCount];
    }

    public ReadOnlySpan<float> Current()
    {
        if (_position != _row.Position)
        {
            _reader.ReadInto(_features);
            _model.Score(_features, _scores);
            _position = _row.Position;
        }

        return _scores;
    }
}
