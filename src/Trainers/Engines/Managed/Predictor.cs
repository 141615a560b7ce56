using System.Collections.Concurrent;
using MLNetTuning.Trainers.Engines.Managed.Kernels;
using MLNetTuning.Trainers.Engines.Managed.Layers;
using MLNetTuning.Trainers.Networks;

namespace MLNetTuning.Trainers.Engines.Managed;

/// <summary>Scores rows: they go through all layers in pieces that stay in the cache.</summary>
internal sealed unsafe class Predictor
{
    private const int PieceRows = 192;
    private const int LeastRows = 12;
    private readonly KernelSet _kernels;
    private readonly NetworkSpec _spec;
    private readonly ParameterStore _store;
    private readonly FrontRows? _front;
    private readonly Parameter? _frontScale;
    private readonly PredictorBlock[] _blocks;
    private readonly WideLayer? _wide;
    private readonly Parameter _headWeights;
    private readonly Parameter _headBias;
    private readonly ConcurrentBag<FloatBuffer> _scratch = [];
    private readonly int _stride;
    private readonly int _pieceRows;
    private readonly int _rowsLength;
    private OutputLink _link;

    public Predictor(NetworkSpec spec, KernelSet? kernels = null)
    {
        _spec = spec;
        _kernels = kernels ?? KernelSet.Best;
        _store = new ParameterStore(spec, workers: 0);
        _front = spec.HasPlainFront ? null : new FrontRows(_kernels, _store, spec);
        _frontScale = _store.Find(TensorLayout.Front, TensorKind.FrontScale);
        _blocks = [.. Enumerable.Range(0, spec.Blocks.Count).Select(i => new PredictorBlock(_kernels, _store, spec, i))];
        _wide = WideLayer.Of(_store, spec);
        _headWeights = _store.Get(spec.Blocks.Count, TensorKind.Weights);
        _headBias = _store.Get(spec.Blocks.Count, TensorKind.Bias);
        _stride = _blocks.Select(block => block.Stride).Append(FloatBuffer.Pad(spec.FrontWidth)).Append(_headWeights.Stride).Max();
        _pieceRows = Math.Max(LeastRows, PieceRows / spec.Members);
        _rowsLength = checked(_pieceRows * spec.Members * _stride);
        _link = new OutputLink(spec, new NetworkWeights(spec));
    }

    /// <summary>Takes in weights; not to be called while others predict.</summary>
    public void Load(NetworkWeights weights)
    {
        _store.Import(weights);
        _link = new OutputLink(_spec, weights);
        foreach (var block in _blocks)
        {
            block.Load();
        }
    }

    /// <summary>Scores rows as the model does: logits, or label units.</summary>
    public void Predict(FloatMatrix features, Span<float> outputs, int threads) => Run(features, outputs, threads, isLinked: true);

    /// <summary>The head's own outputs, those of all members one after the other in a row.</summary>
    public void PredictRaw(FloatMatrix features, Span<float> outputs, int threads) => Run(features, outputs, threads, isLinked: false);

    /// <summary>The products with the weights of a block or, after the last, the head, before norm and bias: members x rows x width, for rows that fit one piece.</summary>
    /// <param name="x">[in] Features.</param>
    /// <param name="layer">The block.</param>
    /// <param name="use">Gets the products.</param>
    public void Inspect(MatrixView x, int layer, Action<MatrixView> use)
    {
        var scratch = Rent();
        var (input, free) = Front(x, scratch.Pointer);
        for (var i = 0; i < layer; i++)
        {
            (input, free) = Step(i, input, free, scratch.Pointer);
        }

        var width = layer < _blocks.Length ? _spec.Blocks[layer].Width : _spec.Outputs;
        var z = new MatrixView(scratch.Pointer + (free * _rowsLength), x.Rows * _spec.Members, width, FloatBuffer.Pad(width));
        if (layer < _blocks.Length)
        {
            _blocks[layer].Multiply(input, z, scratch.Pointer + (2 * _rowsLength));
        }
        else
        {
            MultiplyHead(input, z);
        }

        use(z);
        _scratch.Add(scratch);
    }

    /// <summary>Rows that <see cref="Inspect"/> takes at most.</summary>
    public int LargestPiece => _pieceRows;

    private int OutputWidth(bool isLinked) => isLinked ? _spec.Outputs : _spec.Outputs * _spec.Members;

    private void Run(FloatMatrix features, Span<float> outputs, int threads, bool isLinked)
    {
        var pieces = (features.Rows + _pieceRows - 1) / _pieceRows;
        fixed (float* target = outputs)
        {
            if (threads == 1 || pieces <= 1)
            {
                PredictPieces(features, target, new RowRange(0, pieces), isLinked);
                return;
            }

            PredictParallel(features, target, pieces, (threads, isLinked));
        }
    }

    private void PredictParallel(FloatMatrix features, float* outputs, int pieces, (int Threads, bool IsLinked) how)
    {
        var target = (nint)outputs;
        var options = new ParallelOptions { MaxDegreeOfParallelism = how.Threads };
        Parallel.For(0, how.Threads, options, i => PredictPieces(features, (float*)target, RowRange.Share(pieces, i, how.Threads), how.IsLinked));
    }

    /// <summary>Three times the rows of a piece: two that layers read and write in turn, one for member factors; then a number a row and the front's scratch.</summary>
    private FloatBuffer Rent() => _scratch.TryTake(out var scratch)
        ? scratch
        : new FloatBuffer(checked((3 * _rowsLength) + FloatBuffer.Pad(_pieceRows * _spec.Members) + (_front?.ScratchLength ?? 0)));

    private void PredictPieces(FloatMatrix features, float* outputs, RowRange pieces, bool isLinked)
    {
        var scratch = Rent();
        fixed (float* values = features.Values)
        {
            for (var piece = pieces.Start; piece < pieces.Start + pieces.Count; piece++)
            {
                var start = piece * _pieceRows;
                var rows = Math.Min(_pieceRows, features.Rows - start);
                var x = new MatrixView(values + ((nint)start * features.Columns), rows, features.Columns, features.Columns);
                var logits = Score(x, scratch.Pointer);
                var target = new Span<float>(outputs + ((nint)start * OutputWidth(isLinked)), rows * OutputWidth(isLinked));
                if (isLinked)
                {
                    _link.Write(logits, target);
                }
                else
                {
                    Write(logits, rows, target);
                }
            }
        }

        _scratch.Add(scratch);
    }

    private MatrixView Score(in MatrixView features, float* scratch)
    {
        var (x, free) = Front(features, scratch);
        for (var i = 0; i < _blocks.Length; i++)
        {
            (x, free) = Step(i, x, free, scratch);
        }

        var z = new MatrixView(scratch + (free * _rowsLength), features.Rows * _spec.Members, _spec.Outputs, _headWeights.Stride);
        MultiplyHead(x, z);
        for (var member = 0; member < _spec.Members; member++)
        {
            AddBias(features, z.Slice(new RowRange(member * features.Rows, features.Rows)), member);
        }

        return z;
    }

    private void MultiplyHead(in MatrixView x, in MatrixView z)
    {
        var inputs = _headWeights.Tensor.Rows / _spec.Members;
        var count = z.Rows / _spec.Members;
        for (var member = 0; member < _spec.Members; member++)
        {
            var weights = new MatrixView(_store.Values(_headWeights) + ((nint)member * inputs * _headWeights.Stride), inputs, _spec.Outputs, _headWeights.Stride);
            var rows = new RowRange(member * count, count);
            _kernels.Multiply(x.Rows == z.Rows ? x.Slice(rows) : x, weights, z.Slice(rows));
        }
    }

    /// <summary>One block; gives its output and which of the two row buffers is free after it.</summary>
    private (MatrixView Output, int Free) Step(int index, in MatrixView x, int free, float* scratch)
    {
        var block = _blocks[index];
        var rows = x.Rows;
        if (index == 0)
        {
            rows *= _spec.Members;
        }

        var width = _spec.Blocks[index].Width;
        var z = new MatrixView(scratch + (free * _rowsLength), rows, width, FloatBuffer.Pad(width));
        block.Multiply(x, z, scratch + (2 * _rowsLength));
        block.Finish(x, z, scratch + (3 * _rowsLength));
        return (z, 1 - free);
    }

    private (MatrixView Front, int Free) Front(in MatrixView features, float* scratch)
    {
        if (_front is null && _frontScale is null)
        {
            return (features, 0);
        }

        var front = new MatrixView(scratch, features.Rows, _spec.FrontWidth, FloatBuffer.Pad(_spec.FrontWidth));
        if (_front is not null)
        {
            _front.Forward(features, front, scratch + (3 * _rowsLength) + FloatBuffer.Pad(_pieceRows * _spec.Members));
        }

        for (var row = 0; row < front.Rows && _frontScale is not null; row++)
        {
            var source = _front is null ? features.Values + ((nint)row * features.RowStride) : front.Values + ((nint)row * front.RowStride);
            var target = front.Values + ((nint)row * front.RowStride);
            var factors = _store.Row(_frontScale, 0);
            for (var column = 0; column < factors.Length; column++)
            {
                target[column] = source[column] * factors[column];
            }
        }

        return (front, 1);
    }

    private void AddBias(in MatrixView features, in MatrixView z, int member)
    {
        var bias = _store.Row(_headBias, member);
        for (var row = 0; row < z.Rows; row++)
        {
            var outputs = new Span<float>(z.Values + ((nint)row * z.RowStride), bias.Length);
            for (var i = 0; i < bias.Length; i++)
            {
                outputs[i] += bias[i];
            }

            _wide?.AddTo(features.Values + ((nint)row * features.RowStride), outputs);
        }
    }

    private void Write(in MatrixView logits, int rows, Span<float> target)
    {
        for (var row = 0; row < rows; row++)
        {
            for (var member = 0; member < _spec.Members; member++)
            {
                new ReadOnlySpan<float>(logits.Values + ((nint)((member * rows) + row) * logits.RowStride), _spec.Outputs).CopyTo(target);
                target = target[_spec.Outputs..];
            }
        }
    }
}
