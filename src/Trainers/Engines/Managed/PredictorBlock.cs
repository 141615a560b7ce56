using MLNetTuning.Trainers.Engines.Managed.Kernels;
using MLNetTuning.Trainers.Networks;

namespace MLNetTuning.Trainers.Engines.Managed;

/// <summary>One block when scoring: running statistics are folded into factors and summands, so that a batch norm costs what a bias does.</summary>
internal sealed unsafe class PredictorBlock
{
    private readonly KernelSet _kernels;
    private readonly ParameterStore _store;
    private readonly NetworkSpec _network;
    private readonly BlockSpec _spec;
    private readonly int _index;
    private readonly BlockKernel _activation;
    private readonly BlockKernel _identity;
    private readonly Parameter _weights;
    private readonly Parameter? _factors;
    private readonly Parameter? _slopes;
    private readonly FloatBuffer _first;
    private readonly FloatBuffer _second;
    private readonly int _stride;

    public PredictorBlock(KernelSet kernels, ParameterStore store, NetworkSpec network, int index)
    {
        _kernels = kernels;
        _store = store;
        _network = network;
        _index = index;
        _spec = network.Blocks[index];
        _activation = kernels.Block(_spec.Activation);
        _identity = kernels.Block(Activation.Identity);
        _weights = store.Get(index, TensorKind.Weights);
        _factors = store.Find(index, TensorKind.InputScale);
        _slopes = store.Find(index, TensorKind.Slopes);
        _stride = _weights.Stride;
        Inputs = _weights.Tensor.Rows / network.Matrices;
        _first = new FloatBuffer(2 * _stride * network.Groups);
        _second = new FloatBuffer(2 * _stride * network.Groups);
    }

    public int Inputs { get; }

    /// <summary>The most columns of a row that the block reads or writes, padded.</summary>
    public int Stride => Math.Max(_stride, FloatBuffer.Pad(Inputs));

    /// <summary>Takes in the store's numbers.</summary>
    public void Load()
    {
        var norm = new NormColumns(_store, _network, _index);
        for (var group = 0; group < _network.Groups; group++)
        {
            var first = _first.Span.Slice(2 * _stride * group, 2 * _stride);
            if (_spec.NormalizesBefore)
            {
                norm.Fill(first[.._stride], first[_stride..], group);
            }
            else
            {
                Fill(first, group);
            }

            if (_spec.HasSecondStage)
            {
                var second = _second.Span.Slice(2 * _stride * group, 2 * _stride);
                norm.Fill(second[.._stride], second[_stride..], group);
            }
        }
    }

    /// <summary>The products with the weights, with member factors before.</summary>
    /// <param name="x">[in] A row for each scored, or one for each member and scored row, member by member.</param>
    /// <param name="z">[out] One for each member and scored row.</param>
    /// <param name="scratch">[out] As many rows.</param>
    public void Multiply(in MatrixView x, in MatrixView z, float* scratch)
    {
        var source = x;
        if (_factors is not null)
        {
            source = Scaled(x, z.Rows, scratch);
        }

        for (var i = 0; i < _network.Matrices; i++)
        {
            var weights = new MatrixView(_store.Values(_weights) + ((nint)i * Inputs * _stride), Inputs, _spec.Width, _stride);
            var part = Slice(z, i, _network.Matrices);
            _kernels.Multiply(source.Rows == z.Rows ? Slice(source, i, _network.Matrices) : source, weights, part);
        }
    }

    /// <summary>Everything after the products, where they are; the residual too.</summary>
    /// <param name="x">[in] As for <see cref="Multiply"/>.</param>
    /// <param name="z">[in and out].</param>
    /// <param name="inverse">[out] Room for a number a row.</param>
    public void Finish(in MatrixView x, in MatrixView z, float* inverse)
    {
        var isLayer = _spec.Normalization == Normalization.Layer;
        if (isLayer && _spec.NormalizesBefore)
        {
            _kernels.NormaliseRows(z, _spec.NormEpsilon, inverse);
        }

        Pass(_activation, z, _first, _slopes);
        if (_spec.HasSecondStage)
        {
            if (isLayer)
            {
                ClearPadding(z);
                _kernels.NormaliseRows(z, _spec.NormEpsilon, inverse);
            }

            Pass(_identity, z, _second, null);
        }

        if (_spec.IsResidual)
        {
            for (var start = 0; start < z.Rows; start += x.Rows)
            {
                var part = z.Slice(new RowRange(start, x.Rows));
                AddInput(x, part);
            }
        }
    }

    private static MatrixView Slice(in MatrixView rows, int index, int parts)
    {
        var count = rows.Rows / parts;
        return rows.Slice(new RowRange(index * count, count));
    }

    /// <summary>f of 0 may be more than 0.</summary>
    private static void ClearPadding(in MatrixView z)
    {
        for (var row = 0; row < z.Rows; row++)
        {
            new Span<float>(z.Values + ((nint)row * z.RowStride) + z.Columns, z.RowStride - z.Columns).Clear();
        }
    }

    /// <summary>The features as they came have no padding to read.</summary>
    private static void AddInput(in MatrixView x, in MatrixView z)
    {
        for (var row = 0; row < z.Rows; row++)
        {
            var source = x.Values + ((nint)row * x.RowStride);
            var target = z.Values + ((nint)row * z.RowStride);
            for (var column = 0; column < z.Columns; column++)
            {
                target[column] += source[column];
            }
        }
    }

    private void Fill(Span<float> columns, int group)
    {
        columns.Clear();
        if (_store.Find(_index, TensorKind.OutputScale) is { } scale)
        {
            _store.Row(scale, group).CopyTo(columns);
        }
        else
        {
            columns[.._spec.Width].Fill(1);
        }

        _store.Row(_store.Get(_index, TensorKind.Bias), group).CopyTo(columns[_stride..]);
    }

    private MatrixView Scaled(in MatrixView x, int rows, float* scratch)
    {
        var members = _network.Members;
        var count = rows / members;
        var target = new MatrixView(scratch, rows, Inputs, FloatBuffer.Pad(Inputs));
        for (var member = 0; member < members; member++)
        {
            var factors = _store.Row(_factors!, member);
            for (var i = 0; i < count; i++)
            {
                var row = (member * count) + i;
                var source = x.Values + ((nint)(x.Rows == rows ? row : i) * x.RowStride);
                var result = scratch + ((nint)row * target.RowStride);
                for (var column = 0; column < factors.Length; column++)
                {
                    result[column] = source[column] * factors[column];
                }
            }
        }

        return target;
    }

    private void Pass(BlockKernel kernel, in MatrixView z, FloatBuffer columns, Parameter? slopes)
    {
        var count = z.Rows / _network.Groups;
        for (var group = 0; group < _network.Groups; group++)
        {
            var values = z.Values + ((nint)group * count * _stride);
            kernel.Forward(
                new BlockArguments
                {
                    Linear = values,
                    Output = values,
                    Scale = columns.Pointer + (2 * _stride * group),
                    Shift = columns.Pointer + (((2 * group) + 1) * _stride),
                    Slopes = slopes is null ? null : _store.Values(slopes) + (group * _stride),
                    Stride = _stride,
                },
                new RowRange(0, count));
        }
    }
}
