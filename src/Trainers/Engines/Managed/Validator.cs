using MLNetTuning.Trainers.Engines.Managed.Kernels;
using MLNetTuning.Trainers.Engines.Managed.Layers;
using MLNetTuning.Trainers.Networks;

namespace MLNetTuning.Trainers.Engines.Managed;

/// <summary>Measures a network in training on the validation part, as its model would score it.</summary>
internal sealed class Validator
{
    private readonly TrainingData _data;
    private readonly NetworkWeights _weights;
    private readonly Predictor _predictor;
    private readonly Loss _loss;
    private readonly float[] _outputs;

    public Validator(KernelSet kernels, TrainingData data, NetworkWeights like)
    {
        _data = data;

        // The head's own outputs are wanted: the loss knows the target scaling.
        _weights = new NetworkWeights(like.Spec);
        _predictor = new Predictor(like.Spec, kernels);
        _loss = Loss.For(like, smoothing: 0);
        _outputs = new float[checked(data.Rows * like.Spec.Outputs)];
    }

    /// <summary>The weighted mean loss, without dropout and smoothing, with running statistics.</summary>
    public double Measure(ParameterStore store, int threads)
    {
        store.Export(_weights);
        _predictor.Load(_weights);
        _predictor.Predict(_data.Features, _outputs, threads);
        double sum = 0, total = 0;
        var outputs = _outputs.Length / _data.Rows;
        for (var row = 0; row < _data.Rows; row++)
        {
            var weight = _data.Weights is null ? 1.0 : _data.Weights[row];
            sum += weight * _loss.Apply(_outputs.AsSpan(row * outputs, outputs), _data.Labels[row]);
            total += weight;
        }

        return sum / total;
    }
}
