using MLNetTuning.Trainers.Engines.Managed.Kernels;
using MLNetTuning.Trainers.Networks;

namespace MLNetTuning.Trainers.Engines.Managed.Layers;

/// <summary>One hidden block in training: perhaps member factors, linear, stage, perhaps a second stage for a norm after the activation, perhaps the input added.</summary>
internal sealed class DenseBlock
{
    private readonly Workplace _place;
    private readonly BlockSpec _spec;
    private readonly int _copies;
    private readonly LinearLayer _linear;
    private readonly FloatBuffer _linearOutput;
    private readonly Stage? _factors;
    private readonly Stage _stage;
    private readonly Stage? _second;
    private readonly FloatBuffer? _activated;
    private readonly FloatBuffer? _sum;
    private readonly FloatBuffer? _sumGradient;
    private readonly FloatBuffer _gradient;

    /// <param name="place">What layers share.</param>
    /// <param name="network">The network.</param>
    /// <param name="index">The block's number.</param>
    /// <param name="input">The gradients of the input, when it has as many rows as this block; null for the front.</param>
    public DenseBlock(Workplace place, NetworkSpec network, int index, FloatBuffer? input)
    {
        _place = place;
        _spec = network.Blocks[index];
        _copies = network.Members;
        var inputs = index == 0 ? network.FrontWidth : network.Blocks[index - 1].Width;
        _factors = network.ScalesInputs(index) ? Factors(place, network, (index, inputs), input) : null;
        _linear = new LinearLayer(place, index, network.Matrices, index > 0 || _factors is not null || network.TrainsFront);
        _linearOutput = place.Rows(_copies, _spec.Width);
        var slopes = place.Store.Find(index, TensorKind.Slopes);
        var shape = new StageShape(index, _spec.Width, _copies, network.Groups)
        {
            Activation = _spec.Activation,
            Dropout = _spec.HasSecondStage ? null : _spec.Dropout,
        };
        _stage = new Stage(place, shape, FirstNorm(place, network, index), slopes);
        if (_spec.HasSecondStage)
        {
            shape = shape with { Activation = Activation.Identity, Dropout = _spec.Dropout };
            _second = new Stage(place, shape, MakeNorm(place, network, index), null, _stage.Gradients);
            _activated = _spec.Normalization == Normalization.Layer ? place.Rows(_copies, _spec.Width) : null;
        }

        _gradient = _stage.Gradients;
        if (_spec.IsResidual)
        {
            _sum = place.Rows(_copies, _spec.Width);
            _gradient = _sumGradient = place.Rows(_copies, _spec.Width);
        }
    }

    /// <summary>Where all workers' gradients with respect to the output lie.</summary>
    public FloatBuffer Gradients => _gradient;

    private Stage Last => _second ?? _stage;

    /// <summary>A worker's outputs.</summary>
    public MatrixView Output(in StepContext step) => _sum is null ? Last.Output(step) : step.View(_sum, _copies, _spec.Width);

    /// <summary>Where the next layer leaves the gradient with respect to the output.</summary>
    public MatrixView Gradient(in StepContext step) => step.View(_gradient, _copies, _spec.Width);

    /// <param name="step">The step.</param>
    /// <param name="x">A worker's inputs.</param>
    public void Forward(in StepContext step, in MatrixView x)
    {
        _factors?.Forward(step, x);
        var linear = step.View(_linearOutput, _copies, _spec.Width);
        _linear.Forward(_place.Kernels, _factors?.Output(step) ?? x, linear);
        _stage.Forward(step, linear);
        if (_activated is not null)
        {
            // A layer norm works where its source lies, and a gate still needs its output; the norm counts on padding of 0, which f(0) need not be.
            CopyUnpadded(_stage.Output(step), SecondSource(step));
        }

        _second?.Forward(step, SecondSource(step));
        if (_sum is not null)
        {
            AddInput(step, x, Last.Output(step));
        }
    }

    /// <summary>Gives the gradients of the block's parameters and, if asked, of its input.</summary>
    /// <param name="step">The step.</param>
    /// <param name="x">A worker's inputs.</param>
    /// <param name="inputGradient">[out] The gradient with respect to them, or null.</param>
    public void Backward(in StepContext step, in MatrixView x, MatrixView? inputGradient)
    {
        var gradient = _stage.Gradient(step);
        if (_sumGradient is not null)
        {
            Copy(step.View(_sumGradient, _copies, _spec.Width), gradient);
        }

        if (step.ActivityPenalty > 0)
        {
            Penalise(step, gradient);
        }

        _second?.Backward(step, SecondSource(step));
        _stage.Backward(step, step.View(_linearOutput, _copies, _spec.Width));
        _linear.WeightGradient(_place.Kernels, _factors?.Output(step) ?? x, gradient, step.Worker);
        if (_factors is not null)
        {
            _linear.InputGradient(_place.Kernels, step, gradient, _factors.Gradient(step));
            _factors.Backward(step, x);
            if (inputGradient is { } shared && shared.Rows < gradient.Rows)
            {
                SumMembers(_factors.Gradient(step), shared);
            }
        }
        else if (inputGradient is { } target)
        {
            _linear.InputGradient(_place.Kernels, step, gradient, target);
        }

        if (_sumGradient is not null && inputGradient is { } residual)
        {
            AddResidual(step.View(_sumGradient, _copies, _spec.Width), residual);
        }
    }

    /// <summary>Running statistics; for one worker.</summary>
    public void UpdateStatistics(float momentum, bool isExact)
    {
        _stage.Norm.UpdateStatistics(momentum, isExact);
        _second?.Norm.UpdateStatistics(momentum, isExact);
    }

    /// <summary>To be called after a worker's share of the parameters was stepped.</summary>
    public void Refresh(int worker, int workers) => _linear.Refresh(worker, workers);

    /// <summary>To be called after the parameters were set from outside.</summary>
    public void Refresh() => _linear.Refresh();

    private static Stage Factors(Workplace place, NetworkSpec network, (int Index, int Width) at, FloatBuffer? input)
    {
        var norm = new ScaleNorm(place.Kernels, place.Store, place.Store.Get(at.Index, TensorKind.InputScale), null);
        var shape = new StageShape(at.Index, at.Width, network.Members, network.Members) { SharesSource = at.Index == 0 && !place.SeparateBatches };
        return new Stage(place, shape, norm, null, input);
    }

    private Norm FirstNorm(Workplace place, NetworkSpec network, int index)
    {
        if (_spec.NormalizesBefore)
        {
            return MakeNorm(place, network, index);
        }

        var bias = place.Store.Get(index, TensorKind.Bias);
        return place.Store.Find(index, TensorKind.OutputScale) is { } scale
            ? new ScaleNorm(place.Kernels, place.Store, scale, bias)
            : new BiasNorm(place.Store, bias);
    }

    private Norm MakeNorm(Workplace place, NetworkSpec network, int index) =>
        _spec.Normalization == Normalization.Batch ? new BatchNorm(place, network, index) : new LayerNorm(place, network, index);

    private MatrixView SecondSource(in StepContext step) => _activated is null ? _stage.Output(step) : step.View(_activated, _copies, _spec.Width);

    private static unsafe void CopyUnpadded(in MatrixView source, in MatrixView target)
    {
        Copy(source, target);
        for (var row = 0; row < target.Rows; row++)
        {
            new Span<float>(target.Values + ((nint)row * target.RowStride) + target.Columns, target.RowStride - target.Columns).Clear();
        }
    }

    private static unsafe void Copy(in MatrixView source, in MatrixView target)
    {
        var length = (long)source.Rows * source.RowStride * sizeof(float);
        Buffer.MemoryCopy(source.Values, target.Values, length, length);
    }

    /// <summary>The slope of penalty * sum of squares / rows.</summary>
    private unsafe void Penalise(in StepContext step, in MatrixView gradient)
    {
        var output = Last.Output(step);
        var factor = 2 * step.ActivityPenalty / (step.BatchRows * _copies);
        for (var i = 0L; i < (long)gradient.Rows * gradient.RowStride; i++)
        {
            if (i % gradient.RowStride < gradient.Columns)
            {
                gradient.Values[i] += factor * output.Values[i];
            }
        }
    }

    private void AddInput(in StepContext step, in MatrixView x, in MatrixView output)
    {
        var sum = step.View(_sum!, _copies, _spec.Width);
        if (x.Rows == output.Rows)
        {
            _place.Kernels.Add(x, output, sum);
            return;
        }

        for (var i = 0; i < _copies; i++)
        {
            var rows = new RowRange(i * x.Rows, x.Rows);
            _place.Kernels.Add(x, output.Slice(rows), sum.Slice(rows));
        }
    }

    private void AddResidual(in MatrixView gradient, in MatrixView target)
    {
        for (var start = 0; start < gradient.Rows; start += target.Rows)
        {
            _place.Kernels.Add(target, gradient.Slice(new RowRange(start, target.Rows)), target);
        }
    }

    private void SumMembers(in MatrixView members, in MatrixView target)
    {
        Copy(members.Slice(new RowRange(0, target.Rows)), target);
        for (var start = target.Rows; start < members.Rows; start += target.Rows)
        {
            _place.Kernels.Add(target, members.Slice(new RowRange(start, target.Rows)), target);
        }
    }
}
