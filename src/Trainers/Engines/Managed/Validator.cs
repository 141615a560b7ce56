using MLNetTuning.Trainers.Engines.Managed.Kernels;
using MLNetTuning.Trainers.Networks;
using MLNetTuning.Trainers.Training;

namespace MLNetTuning.Trainers.Engines.Managed;

/// <summary>Measures a network in training on the validation part, as its model would score it.</summary>
internal sealed class Validator
{
    private readonly TrainingData _data;
    private readonly Predictor _predictor;
    private readonly ValidationMeasure _measure;
    private readonly NetworkSpec _spec;
    private float[] _whole = [];

    public Validator(KernelSet kernels, TrainingData data, NetworkWeights like, TrainingOptions options)
    {
        _data = data;
        _spec = like.Spec;
        _predictor = new Predictor(like.Spec, kernels);
        _measure = new ValidationMeasure(data, like, options);
    }

    /// <summary>The scores last measured, row by row.</summary>
    public ReadOnlySpan<float> Outputs => _measure.Outputs;

    /// <summary>The weighted mean loss and the watched value, without dropout and smoothing, with running statistics.</summary>
    public (double Loss, double Watched) Measure(NetworkWeights weights, int threads)
    {
        _predictor.Load(weights);
        if (_data.Compressed is { } rows)
        {
            Predict(rows, threads);
        }
        else
        {
            _predictor.Predict(_data.Features, _measure.Outputs, threads);
        }

        return _measure.Measure();
    }

    /// <summary>Sparse rows are made whole a piece for each thread at a time.</summary>
    private void Predict(CompressedRows rows, int threads)
    {
        var most = _predictor.LargestPiece * threads;
        if (_whole.Length == 0)
        {
            _whole = new float[checked(Math.Min(most, rows.Rows) * rows.Columns)];
        }

        for (var start = 0; start < rows.Rows; start += most)
        {
            var count = Math.Min(most, rows.Rows - start);
            rows.CopyRows(start, count, _whole);
            var outputs = _measure.Outputs.AsSpan(start * _spec.Outputs, count * _spec.Outputs);
            _predictor.Predict(new FloatMatrix(count, rows.Columns, _whole), outputs, threads);
        }
    }
}
