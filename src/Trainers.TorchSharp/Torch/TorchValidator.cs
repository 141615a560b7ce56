using MLNetTuning.Trainers.Engines;
using MLNetTuning.Trainers.Engines.Managed;
using MLNetTuning.Trainers.Engines.Managed.Kernels;
using MLNetTuning.Trainers.Networks;
using MLNetTuning.Trainers.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNetTuning.Trainers.TorchSharp.Torch;

/// <summary>Measures a network in training on the validation part, as its model would score it: forward on the device, members joined as the model joins them.</summary>
internal sealed class TorchValidator : IDisposable
{
    private const int PieceRows = 8192;
    private const int LeastRows = 64;
    private readonly NetworkSpec _spec;
    private readonly Tensor _features;
    private readonly ValidationMeasure _measure;
    private readonly OutputLink _link;
    private readonly int _rows;

    public TorchValidator(TrainingData data, NetworkWeights like, TrainingOptions options, Device device)
    {
        _spec = like.Spec;
        _rows = data.Rows;
        _features = TorchData.Place(data.Features.Values.AsSpan(0, data.Rows * data.Features.Columns).ToArray(), [data.Rows, data.Features.Columns], device);
        _measure = new ValidationMeasure(data, like, options);
        _link = new OutputLink(_spec, like);
    }

    /// <summary>The weighted mean loss and the watched value, without dropout and smoothing, with running statistics.</summary>
    public (double Loss, double Watched) Measure(TorchNetwork network)
    {
        using var still = no_grad();
        var piece = Math.Max(LeastRows, PieceRows / _spec.Members);
        for (var start = 0; start < _rows; start += piece)
        {
            using var scope = NewDisposeScope();
            var count = Math.Min(piece, _rows - start);
            var outputs = network.Forward(_features.narrow(0, start, count), null).cpu().contiguous().data<float>().ToArray();
            Join(outputs, _measure.Outputs.AsSpan(start * _spec.Outputs, count * _spec.Outputs));
        }

        return _measure.Measure();
    }

    public void Dispose() => _features.Dispose();

    private unsafe void Join(float[] outputs, Span<float> target)
    {
        fixed (float* values = outputs)
        {
            _link.Write(new MatrixView(values, outputs.Length / _spec.Outputs, _spec.Outputs, _spec.Outputs), target);
        }
    }
}
