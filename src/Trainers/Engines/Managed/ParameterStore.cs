using MLNetTuning.Trainers.Engines.Managed.Kernels;
using MLNetTuning.Trainers.Networks;

namespace MLNetTuning.Trainers.Engines.Managed;

/// <summary>
/// The numbers of one network in training, in one piece: values, first and second moments, running statistics; and beside it a gradient
/// per worker. Rows are padded to 16 floats, and the padding stays 0.
/// </summary>
internal sealed unsafe class ParameterStore
{
    private readonly FloatBuffer _state;
    private readonly FloatBuffer _gradients;
    private readonly Parameter[] _parameters;
    private readonly int _trained;

    public ParameterStore(NetworkSpec spec, int workers)
    {
        Workers = workers;
        var layout = TensorLayout.Of(spec);
        _parameters = new Parameter[layout.Length];
        var trained = 0;
        var running = 0;
        foreach (var tensor in layout)
        {
            (tensor.IsTrained ? ref trained : ref running) += Parameter.PaddedLength(tensor);
        }

        _trained = trained;
        _state = new FloatBuffer(checked((3 * trained) + running));
        _gradients = new FloatBuffer(checked(trained * workers));
        trained = 0;
        running = 3 * _trained;
        for (var i = 0; i < layout.Length; i++)
        {
            ref var offset = ref layout[i].IsTrained ? ref trained : ref running;
            _parameters[i] = new Parameter(layout[i], offset);
            offset += Parameter.PaddedLength(layout[i]);
        }
    }

    public int Workers { get; }

    /// <summary>Everything a checkpoint holds.</summary>
    public Span<float> State => _state.Span;

    public ReadOnlySpan<Parameter> Parameters => _parameters;

    public Parameter Get(int layer, TensorKind kind) =>
        Array.Find(_parameters, p => p.Tensor.Layer == layer && p.Tensor.Kind == kind)
        ?? throw new InvalidOperationException($"Layer {layer} has no {kind}.");

    public float* Values(Parameter parameter) => _state.Pointer + parameter.Offset;

    public MatrixView Matrix(Parameter parameter) =>
        new(Values(parameter), parameter.Tensor.Rows, parameter.Tensor.Columns, parameter.Stride);

    public float* Gradient(Parameter parameter, int worker) => _gradients.Pointer + ((long)worker * _trained) + parameter.Offset;

    public MatrixView GradientMatrix(Parameter parameter, int worker) =>
        new(Gradient(parameter, worker), parameter.Tensor.Rows, parameter.Tensor.Columns, parameter.Stride);

    /// <summary>One optimizer step on some rows of a parameter.</summary>
    public void Update(KernelSet kernels, Parameter parameter, RowRange rows, in StepNumbers numbers)
    {
        if (rows.Count == 0)
        {
            return;
        }

        var start = parameter.Offset + (rows.Start * parameter.Stride);
        kernels.Update(new UpdateArguments
        {
            Values = _state.Pointer + start,
            Gradients = _gradients.Pointer + start,
            GradientStride = _trained,
            GradientCount = Workers,
            First = _state.Pointer + _trained + start,
            Second = _state.Pointer + (2 * _trained) + start,
            Count = rows.Count * parameter.Stride,
            Numbers = numbers,
            Decays = parameter.Tensor.Kind == TensorKind.Weights,
        });
    }

    /// <summary>Copies values and running statistics out.</summary>
    public void Export(NetworkWeights weights)
    {
        foreach (var parameter in _parameters)
        {
            var target = weights[parameter.Tensor];
            for (var row = 0; row < parameter.Tensor.Rows; row++)
            {
                Row(parameter, row).CopyTo(target[(row * parameter.Tensor.Columns)..]);
            }
        }
    }

    /// <summary>Copies values and running statistics in.</summary>
    public void Import(NetworkWeights weights)
    {
        foreach (var parameter in _parameters)
        {
            var source = weights[parameter.Tensor];
            for (var row = 0; row < parameter.Tensor.Rows; row++)
            {
                source.Slice(row * parameter.Tensor.Columns, parameter.Tensor.Columns).CopyTo(Row(parameter, row));
            }
        }
    }

    private Span<float> Row(Parameter parameter, int row) =>
        _state.Span.Slice(parameter.Offset + (row * parameter.Stride), parameter.Tensor.Columns);
}
