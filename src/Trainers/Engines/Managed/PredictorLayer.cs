using MLNetTuning.Trainers.Engines.Managed.Kernels;
using MLNetTuning.Trainers.Networks;
using MLNetTuning.Trainers.Training;

namespace MLNetTuning.Trainers.Engines.Managed;

/// <summary>One layer of a <see cref="Predictor"/>: a matrix and a bias into which batch norm's running statistics were folded.</summary>
internal sealed unsafe class PredictorLayer
{
    private readonly FloatBuffer _weights;
    private readonly FloatBuffer _bias;
    private readonly float[] _scales;
    private readonly int _inputs;

    public PredictorLayer(int inputs, int outputs, BlockKernel? block)
    {
        _inputs = inputs;
        Outputs = outputs;
        Stride = FloatBuffer.Pad(outputs);
        Block = block;
        _weights = new FloatBuffer(checked(inputs * Stride));
        _bias = new FloatBuffer(Stride);
        _scales = new float[outputs];
    }

    public int Outputs { get; }

    public int Stride { get; }

    /// <summary>The activation; null for the head.</summary>
    public BlockKernel? Block { get; }

    public MatrixView Weights => new(_weights.Pointer, _inputs, Outputs, Stride);

    public float* Bias => _bias.Pointer;

    public void Load(NetworkWeights weights, int layer)
    {
        var source = weights.Get(layer, TensorKind.Weights);
        var scales = _scales.AsSpan();
        if (layer < weights.Spec.Blocks.Count && weights.Spec.Blocks[layer].BatchNorm)
        {
            Fold(weights, layer);
        }
        else
        {
            scales.Fill(1);
            weights.Get(layer, TensorKind.Bias).CopyTo(_bias.Span);
        }

        for (var row = 0; row < _inputs; row++)
        {
            var from = source.Slice(row * Outputs, Outputs);
            var to = _weights.Span.Slice(row * Stride, Outputs);
            for (var column = 0; column < to.Length; column++)
            {
                to[column] = from[column] * scales[column];
            }
        }
    }

    private void Fold(NetworkWeights weights, int layer)
    {
        var variance = weights.Get(layer, TensorKind.RunningVariance);
        var mean = weights.Get(layer, TensorKind.RunningMean);
        var gamma = weights.Get(layer, TensorKind.Gamma);
        var beta = weights.Get(layer, TensorKind.Beta);
        for (var column = 0; column < Outputs; column++)
        {
            _scales[column] = gamma[column] / MathF.Sqrt(variance[column] + TrainingDefaults.BatchNormEpsilon);
            _bias.Pointer[column] = beta[column] - (mean[column] * _scales[column]);
        }
    }
}
