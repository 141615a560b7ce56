using System.Collections.Concurrent;
using MLNetTuning.Trainers.Engines.Managed.Kernels;
using MLNetTuning.Trainers.Networks;

namespace MLNetTuning.Trainers.Engines.Managed;

/// <summary>Scores rows: batch norm is folded into the matrices, rows go through all layers in pieces that stay in the cache.</summary>
internal sealed unsafe class Predictor
{
    private const int PieceRows = 192;
    private readonly KernelSet _kernels;
    private readonly NetworkSpec _spec;
    private readonly PredictorLayer[] _layers;
    private readonly FloatBuffer _ones;
    private readonly ConcurrentBag<FloatBuffer> _scratch = [];
    private double _mean;
    private double _scale = 1;

    public Predictor(NetworkSpec spec, KernelSet? kernels = null)
    {
        _spec = spec;
        _kernels = kernels ?? KernelSet.Best;
        _layers = new PredictorLayer[spec.Blocks.Count + 1];
        var inputs = spec.Inputs;
        for (var i = 0; i < spec.Blocks.Count; i++)
        {
            _layers[i] = new PredictorLayer(inputs, spec.Blocks[i].Width, _kernels.Block(spec.Blocks[i].Activation));
            inputs = spec.Blocks[i].Width;
        }

        _layers[^1] = new PredictorLayer(inputs, spec.Outputs, null);
        Stride = _layers.Max(layer => layer.Stride);
        _ones = new FloatBuffer(Stride);
        _ones.Span.Fill(1);
    }

    private int Stride { get; }

    /// <summary>Takes in weights; not to be called while others predict.</summary>
    public void Load(NetworkWeights weights)
    {
        _mean = weights.TargetMean;
        _scale = weights.TargetScale;
        for (var i = 0; i < _layers.Length; i++)
        {
            _layers[i].Load(weights, i);
        }
    }

    public void Predict(FloatMatrix features, Span<float> outputs, int threads)
    {
        var pieces = (features.Rows + PieceRows - 1) / PieceRows;
        fixed (float* target = outputs)
        {
            if (threads == 1 || pieces <= 1)
            {
                PredictPieces(features, target, new RowRange(0, pieces));
                return;
            }

            PredictParallel(features, target, pieces, threads);
        }
    }

    private void PredictParallel(FloatMatrix features, float* outputs, int pieces, int threads)
    {
        var target = (nint)outputs;
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads };
        Parallel.For(0, threads, options, i => PredictPieces(features, (float*)target, RowRange.Share(pieces, i, threads)));
    }

    private void PredictPieces(FloatMatrix features, float* outputs, RowRange pieces)
    {
        if (!_scratch.TryTake(out var scratch))
        {
            scratch = new FloatBuffer(2 * PieceRows * Stride);
        }

        fixed (float* values = features.Values)
        {
            for (var piece = pieces.Start; piece < pieces.Start + pieces.Count; piece++)
            {
                var start = piece * PieceRows;
                var rows = Math.Min(PieceRows, features.Rows - start);
                var x = new MatrixView(values + ((nint)start * features.Columns), rows, features.Columns, features.Columns);
                Copy(Score(x, scratch), outputs + ((nint)start * _spec.Outputs));
            }
        }

        _scratch.Add(scratch);
    }

    private MatrixView Score(MatrixView x, FloatBuffer scratch)
    {
        for (var i = 0; i < _layers.Length; i++)
        {
            var layer = _layers[i];
            var z = new MatrixView(scratch.Pointer + ((i & 1) * PieceRows * Stride), x.Rows, layer.Outputs, layer.Stride);
            _kernels.Multiply(x, layer.Weights, z);
            layer.Block?.Forward(Arguments(layer, z), new RowRange(0, x.Rows));
            x = z;
        }

        return x;
    }

    private BlockArguments Arguments(PredictorLayer layer, in MatrixView z) => new()
    {
        Linear = z.Values,
        Output = z.Values,
        Scale = _ones.Pointer,
        Shift = layer.Bias,
        Stride = layer.Stride,
    };

    private void Copy(in MatrixView z, float* outputs)
    {
        var bias = _layers[^1].Bias;
        for (var row = 0; row < z.Rows; row++)
        {
            var source = z.Values + ((nint)row * z.RowStride);
            for (var i = 0; i < _spec.Outputs; i++)
            {
                *outputs++ = (float)(((source[i] + bias[i]) * _scale) + _mean);
            }
        }
    }
}
