using MLNetTuning.Trainers.Engines.Managed.Layers;
using MLNetTuning.Trainers.Networks;
using MLNetTuning.Trainers.Training;

namespace MLNetTuning.Trainers.Engines;

/// <summary>What a model's scores of the validation part are worth.</summary>
internal sealed class ValidationMeasure
{
    private readonly TrainingData _data;
    private readonly bool _isExponential;
    private readonly Loss _loss;
    private readonly float[] _row;
    private readonly WatchedMetric? _metric;

    public ValidationMeasure(TrainingData data, NetworkWeights like, TrainingOptions options)
    {
        _data = data;
        _isExponential = like.Spec.IsExponential;
        _loss = Loss.ForPredictions(like, options);
        Outputs = new float[checked(data.Rows * like.Spec.Outputs)];
        _row = new float[like.Spec.Outputs];
        _metric = options.Watch == WatchedValue.Loss ? null : new WatchedMetric(options.Watch, data);
    }

    /// <summary>Where the scores are put, row by row.</summary>
    public float[] Outputs { get; }

    /// <summary>The weighted mean loss and the watched value.</summary>
    public (double Loss, double Watched) Measure()
    {
        var loss = MeanLoss();
        return (loss, _metric?.Measure(Outputs) ?? loss);
    }

    private double MeanLoss()
    {
        double sum = 0, total = 0;
        for (var row = 0; row < _data.Rows; row++)
        {
            var weight = _data.Weights is null ? 1.0 : _data.Weights[row];
            Outputs.AsSpan(row * _row.Length, _row.Length).CopyTo(_row);
            if (_isExponential)
            {
                // A prediction clamped to counts of 0 has no logarithm.
                _row[0] = MathF.Log(MathF.Max(_row[0], float.Epsilon));
            }

            sum += weight * _loss.Apply(_row, _data.Labels[row]);
            total += weight;
        }

        return sum / total;
    }
}
