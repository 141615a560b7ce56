using MLNetTuning.Trainers.Engines.Managed.Kernels;

namespace MLNetTuning.Trainers.Engines.Managed.Layers;

/// <summary>
/// output = dropout(f(source c + s)), in one pass each way. A worker's rows lie together: group after group, each with copies / groups rows for every
/// row of the worker.
/// </summary>
internal sealed unsafe class Stage
{
    private const int SumRows = 3;
    private readonly Workplace _place;
    private readonly StageShape _shape;
    private readonly BlockKernel _kernel;
    private readonly Parameter? _slopes;
    private readonly FloatBuffer _output;
    private readonly FloatBuffer _gradient;
    private readonly FloatBuffer _sums;
    private readonly BlockArguments[] _arguments;
    private readonly int _stride;

    /// <param name="place">What layers share.</param>
    /// <param name="shape">Sizes and function.</param>
    /// <param name="norm">Where c and s come from.</param>
    /// <param name="slopes">The shares of a parametric activation, or null.</param>
    /// <param name="gradient">Where the gradients lie; null for memory of its own.</param>
    public Stage(Workplace place, StageShape shape, Norm norm, Parameter? slopes = null, FloatBuffer? gradient = null)
    {
        _place = place;
        _shape = shape;
        Norm = norm;
        _slopes = slopes;
        _kernel = place.Kernels.Block(shape.Activation);
        _stride = FloatBuffer.Pad(shape.Width);
        _output = place.Rows(shape.Copies, shape.Width);
        _gradient = gradient ?? place.Rows(shape.Copies, shape.Width);
        _arguments = new BlockArguments[place.Team.Size * shape.Groups];
        _sums = new FloatBuffer(checked(SumRows * _stride * _arguments.Length));
        Array.Fill(_arguments, new BlockArguments { Stride = _stride });
    }

    public Norm Norm { get; }

    /// <summary>Where the gradients lie.</summary>
    public FloatBuffer Gradients => _gradient;

    /// <summary>A worker's outputs.</summary>
    public MatrixView Output(in StepContext step) => step.View(_output, _shape.Copies, _shape.Width);

    /// <summary>Where the gradient with respect to the output is to be left; after the backward pass, that with respect to the source.</summary>
    public MatrixView Gradient(in StepContext step) => step.View(_gradient, _shape.Copies, _shape.Width);

    /// <param name="step">The step.</param>
    /// <param name="source">The worker's rows; a layer norm changes them.</param>
    public void Forward(in StepContext step, in MatrixView source)
    {
        for (var group = 0; group < _shape.Groups; group++)
        {
            Norm.Measure(Part(source, step, group), step, group);
        }

        if (Norm.IsShared)
        {
            _place.Team.Wait(step.Worker);
        }

        for (var group = 0; group < _shape.Groups; group++)
        {
            ref var arguments = ref _arguments[(step.Worker * _shape.Groups) + group];
            Norm.Prepare(ref arguments, step, group);
            Place(ref arguments, step, source, group);
            _kernel.Forward(arguments, Rows(step));
        }
    }

    /// <param name="step">The step.</param>
    /// <param name="source">As the forward pass left it.</param>
    public void Backward(in StepContext step, in MatrixView source)
    {
        for (var group = 0; group < _shape.Groups; group++)
        {
            ref var arguments = ref _arguments[(step.Worker * _shape.Groups) + group];
            _kernel.Backward(arguments, Rows(step));
            if (_slopes is not null)
            {
                new ReadOnlySpan<float>(arguments.Sums + (2 * _stride), _stride)
                    .CopyTo(new Span<float>(_place.Store.Gradient(_slopes, step.Worker) + (group * _stride), _stride));
            }
        }

        if (Norm.IsShared)
        {
            _place.Team.Wait(step.Worker);
        }

        for (var group = 0; group < _shape.Groups; group++)
        {
            var sums = (nint)(_sums.Pointer + (SumRows * _stride * group));
            var part = new StagePart(group, Part(source, step, group), Part(Gradient(step), step, group), sums, SumRows * _stride * _shape.Groups);
            Norm.Backward(_arguments[(step.Worker * _shape.Groups) + group], step, part);
        }
    }

    /// <summary>The kernels' row numbers, which dropout goes by.</summary>
    private RowRange Rows(in StepContext step)
    {
        var copies = _shape.Copies / _shape.Groups;
        return new RowRange(step.Rows.Start * copies, step.Rows.Count * copies);
    }

    private void Place(ref BlockArguments arguments, in StepContext step, in MatrixView source, int group)
    {
        var index = (step.Worker * _shape.Groups) + group;
        var rows = Rows(step);

        // Kernels count rows from the batch's first; the group's own first row is elsewhere.
        var shift = ((nint)group * rows.Count * _stride) - ((nint)rows.Start * _stride);
        arguments.Linear = source.Values + (_shape.SharesSource ? -(nint)rows.Start * _stride : shift);
        arguments.Output = Output(step).Values + shift;
        arguments.Gradient = Gradient(step).Values + shift;
        arguments.Sums = _sums.Pointer + (SumRows * _stride * index);
        arguments.Slopes = _slopes is null ? null : _place.Store.Values(_slopes) + (group * _stride);
        var dropout = _shape.Dropout is { } own ? step.DropoutOf(own) : 0;
        arguments.Dropout = DropoutKey.For(dropout, step.Seed, step.Step, (_shape.Layer * _shape.Groups) + group);
    }

    private MatrixView Part(in MatrixView rows, in StepContext step, int group)
    {
        if (_shape.Groups == 1 || rows.Rows == step.Rows.Count)
        {
            return rows;
        }

        var count = rows.Rows / _shape.Groups;
        return rows.Slice(new RowRange(group * count, count));
    }
}
