using MLNetTuning.Trainers.Engines.Managed.Kernels;
using MLNetTuning.Trainers.Networks;

namespace MLNetTuning.Trainers.Engines.Managed.Layers;

/// <summary>One hidden block in training: linear, batch norm or bias, activation, dropout.</summary>
internal sealed unsafe class DenseBlock
{
    private readonly KernelSet _kernels;
    private readonly WorkerTeam _team;
    private readonly ParameterStore _store;
    private readonly BlockSpec _spec;
    private readonly int _index;
    private readonly BlockKernel _block;
    private readonly LinearLayer _linear;
    private readonly BatchNormLayer? _norm;
    private readonly Parameter? _bias;
    private readonly FloatBuffer _linearOutput;
    private readonly FloatBuffer _output;
    private readonly FloatBuffer _gradient;
    private readonly FloatBuffer _ones;
    private readonly FloatBuffer _biasSums;
    private readonly BlockArguments[] _arguments;
    private readonly int _stride;

    public DenseBlock(KernelSet kernels, WorkerTeam team, ParameterStore store, NetworkSpec network, (int Block, int BatchSize) size)
    {
        _kernels = kernels;
        _team = team;
        _store = store;
        _index = size.Block;
        _spec = network.Blocks[_index];
        _block = kernels.Block(_spec.Activation);
        _linear = new LinearLayer(store, _index);
        _stride = FloatBuffer.Pad(_spec.Width);
        _norm = _spec.BatchNorm ? new BatchNormLayer(store, _index) : null;
        _bias = _spec.BatchNorm ? null : store.Get(_index, TensorKind.Bias);
        _linearOutput = new FloatBuffer(checked(size.BatchSize * _stride));
        _output = new FloatBuffer(_linearOutput.Length);
        _gradient = new FloatBuffer(_linearOutput.Length);
        _ones = new FloatBuffer(2 * _stride);
        _ones.Span[.._spec.Width].Fill(1);
        _biasSums = new FloatBuffer(2 * _stride * store.Workers);
        _arguments = new BlockArguments[store.Workers];
        Array.Fill(_arguments, new BlockArguments
        {
            Linear = _linearOutput.Pointer,
            Output = _output.Pointer,
            Gradient = _gradient.Pointer,
            Stride = _stride,
        });
    }

    /// <summary>The block's output for all rows of a batch.</summary>
    public MatrixView Output(int rows) => new(_output.Pointer, rows, _spec.Width, _stride);

    /// <summary>Where the next layer leaves the gradient with respect to the output.</summary>
    public MatrixView Gradient(int rows) => new(_gradient.Pointer, rows, _spec.Width, _stride);

    public void Forward(in StepContext step, in MatrixView x)
    {
        ref var arguments = ref _arguments[step.Worker];
        arguments.Dropout = DropoutKey.For(_spec.Dropout, step.Seed, step.Step, _index);
        var linear = new MatrixView(_linearOutput.Pointer, step.BatchRows, _spec.Width, _stride).Slice(step.Rows);
        _linear.Forward(_kernels, x.Slice(step.Rows), linear);
        if (_norm is not null)
        {
            _norm.Measure(_kernels, linear, step.Worker);
            _team.Wait(step.Worker);
            _norm.Prepare(ref arguments, step.BatchRows, step.Worker);
            arguments.Sums = _norm.BackwardSums(step.Worker);
        }
        else
        {
            arguments.Scale = _ones.Pointer;
            arguments.Shift = _store.Values(_bias!);
            arguments.InverseDeviation = arguments.NormalShift = _ones.Pointer + _stride;
            arguments.Sums = _biasSums.Pointer + (2 * _stride * step.Worker);
        }

        _block.Forward(arguments, step.Rows);
    }

    /// <summary>Gives the gradients of the block's parameters and, unless it is the first, of its input.</summary>
    public void Backward(in StepContext step, in MatrixView x, MatrixView? inputGradient)
    {
        ref var arguments = ref _arguments[step.Worker];
        var gradient = Gradient(step.BatchRows).Slice(step.Rows);
        _block.Backward(arguments, step.Rows);
        if (_norm is not null)
        {
            _team.Wait(step.Worker);
            var mine = arguments;
            mine.Linear += (nint)step.Rows.Start * _stride;
            _norm.Backward(_kernels, mine, gradient, step.BatchRows, step.Worker);
        }
        else
        {
            new ReadOnlySpan<float>(arguments.Sums, _stride).CopyTo(new Span<float>(_store.Gradient(_bias!, step.Worker), _stride));
        }

        _linear.WeightGradient(_kernels, x.Slice(step.Rows), gradient, step.Worker);
        if (inputGradient is { } target)
        {
            _linear.InputGradient(_kernels, gradient, target.Slice(step.Rows));
        }
    }

    /// <summary>Steps a worker's share of the parameters.</summary>
    public void Update(in StepContext step)
    {
        _linear.Update(_kernels, step.Worker, step.Numbers);
        if (step.Worker == 0)
        {
            _norm?.Update(_kernels, step.Numbers, step.StatisticsMomentum);
            if (_bias is not null)
            {
                _store.Update(_kernels, _bias, new RowRange(0, 1), step.Numbers);
            }
        }
    }

    /// <summary>To be called after the parameters were set from outside.</summary>
    public void Refresh() => _linear.Refresh();
}
