using MLNetTuning.Trainers.Engines.Managed.Kernels;
using MLNetTuning.Trainers.Engines.Managed.Layers;
using MLNetTuning.Trainers.Networks;
using MLNetTuning.Trainers.Training;

namespace MLNetTuning.Trainers.Engines.Managed;

/// <summary>Measures a network in training on the validation part, as its model would score it.</summary>
internal sealed class Validator
{
    private readonly TrainingData _data;
    private readonly bool _isExponential;
    private readonly Predictor _predictor;
    private readonly Loss _loss;
    private readonly float[] _outputs;
    private readonly float[] _row;
    private readonly WatchedMetric? _metric;

    public Validator(KernelSet kernels, TrainingData data, NetworkWeights like, TrainingOptions options)
    {
        _data = data;
        _isExponential = like.Spec.IsExponential;
        _predictor = new Predictor(like.Spec, kernels);
        _loss = Loss.ForPredictions(like, options);
        _outputs = new float[checked(data.Rows * like.Spec.Outputs)];
        _row = new float[like.Spec.Outputs];
        _metric = options.Watch == WatchedValue.Loss ? null : new WatchedMetric(options.Watch, data);
    }

    /// <summary>The weighted mean loss and the watched value, without dropout and smoothing, with running statistics.</summary>
    public (double Loss, double Watched) Measure(NetworkWeights weights, int threads)
    {
        _predictor.Load(weights);
        _predictor.Predict(_data.Features, _outputs, threads);
        var loss = MeanLoss();
        return (loss, _metric?.Measure(_outputs) ?? loss);
    }

    private double MeanLoss()
    {
        double sum = 0, total = 0;
        for (var row = 0; row < _data.Rows; row++)
        {
            var weight = _data.Weights is null ? 1.0 : _data.Weights[row];
            _outputs.AsSpan(row * _row.Length, _row.Length).CopyTo(_row);
            if (_isExponential)
            {
                _row[0] = MathF.Log(_row[0]);
            }

            sum += weight * _loss.Apply(_row, _data.Labels[row]);
            total += weight;
        }

        return sum / total;
    }
}
