using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Estimators.Scoring;

/// <summary>Predicts from one feature vector column.</summary>
internal sealed class FeatureScorer : BatchScorer
{
    private readonly PortablePredictor _predictor;
    private readonly ValueGetter<VBuffer<float>> _getter;
    private readonly float[] _values;
    private VBuffer<float> _buffer;

    public FeatureScorer(PortablePredictor predictor, DataViewRow row, DataViewSchema.Column features, int capacity)
    {
        _predictor = predictor;
        _getter = row.GetGetter<VBuffer<float>>(features);
        _values = new float[capacity * predictor.Inputs];
    }

    public override void Read(int slot)
    {
        _getter(ref _buffer);
        _buffer.CopyTo(_values.AsSpan(slot * _predictor.Inputs, _predictor.Inputs));
    }

    public override void Score(int count, ScoreBlock block) => _predictor.Predict(
        new FloatMatrix(count, _predictor.Inputs, _values), block.Scores.AsSpan(0, count * block.Outputs), block.Probabilities.AsSpan(0, count));
}
