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

    public Validator(KernelSet kernels, TrainingData data, NetworkWeights like, TrainingOptions options)
    {
        _data = data;
        _predictor = new Predictor(like.Spec, kernels);
        _measure = new ValidationMeasure(data, like, options);
    }

    /// <summary>The weighted mean loss and the watched value, without dropout and smoothing, with running statistics.</summary>
    public (double Loss, double Watched) Measure(NetworkWeights weights, int threads)
    {
        _predictor.Load(weights);
        _predictor.Predict(_data.Features, _measure.Outputs, threads);
        return _measure.Measure();
    }
}
