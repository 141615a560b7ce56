using MLNetTuning.Trainers.Engines.Managed.Kernels;
using MLNetTuning.Trainers.Networks;
using MLNetTuning.Trainers.Training;

namespace MLNetTuning.Trainers.Engines.Managed;

/// <summary>
/// The numbers of one network, in one piece: values, first and second moments, perhaps averages of the values, and what is not trained; and beside it a
/// gradient per worker. Rows are padded to 16 floats, and the padding stays 0. Without workers there are values only, for scoring.
/// </summary>
internal sealed unsafe class ParameterStore
{
    private readonly FloatBuffer _state;
    private readonly FloatBuffer _gradients;
    private readonly Parameter[] _parameters;
    private readonly int _trained;
    private readonly int _averages;

    public ParameterStore(NetworkSpec spec, int workers, bool keepsAverages = false)
    {
        Workers = workers;
        var layout = TensorLayout.Of(spec);
        _parameters = new Parameter[layout.Length];
        var trained = 0;
        var fixedLength = 0;
        foreach (var tensor in layout)
        {
            (tensor.IsTrained ? ref trained : ref fixedLength) += Parameter.PaddedLength(tensor);
        }

        _trained = trained;
        var copies = workers == 0 ? 1 : keepsAverages ? 4 : 3;
        _averages = 3 * trained;
        KeepsAverages = keepsAverages;
        _state = new FloatBuffer(checked((copies * trained) + fixedLength));
        _gradients = new FloatBuffer(checked(trained * workers));
        trained = 0;
        fixedLength = copies * _trained;
        for (var i = 0; i < layout.Length; i++)
        {
            ref var offset = ref layout[i].IsTrained ? ref trained : ref fixedLength;
            _parameters[i] = new Parameter(layout[i], offset);
            offset += Parameter.PaddedLength(layout[i]);
        }
    }

    public int Workers { get; }

    public bool KeepsAverages { get; }

    /// <summary>Everything a checkpoint holds.</summary>
    public Span<float> State => _state.Span;

    /// <summary>The values that are trained.</summary>
    public Span<float> Trained => _state.Span[.._trained];

    /// <summary>The averages of the trained values.</summary>
    public Span<float> Averages => _state.Span.Slice(_averages, _trained);

    /// <summary>What is not trained: running statistics and bin edges.</summary>
    public Span<float> Untrained => _state.Span[((KeepsAverages ? 4 : 3) * _trained)..];

    public ReadOnlySpan<Parameter> Parameters => _parameters;

    public Parameter? Find(int layer, TensorKind kind) => Array.Find(_parameters, p => p.Tensor.Layer == layer && p.Tensor.Kind == kind);

    public Parameter Get(int layer, TensorKind kind) => Find(layer, kind) ?? throw new InvalidOperationException($"Layer {layer} has no {kind}.");

    public float* Values(Parameter parameter) => _state.Pointer + parameter.Offset;

    public MatrixView Matrix(Parameter parameter) =>
        new(Values(parameter), parameter.Tensor.Rows, parameter.Tensor.Columns, parameter.Stride);

    public float* Gradient(Parameter parameter, int worker) => _gradients.Pointer + ((long)worker * _trained) + parameter.Offset;

    /// <summary>The sum of squares of a worker's share of the gradients.</summary>
    public double SquareSum(KernelSet kernels, int worker)
    {
        var sum = 0.0;
        foreach (var parameter in _parameters)
        {
            var rows = parameter.Share(worker, Workers);
            if (parameter.Tensor.IsTrained && rows.Count > 0)
            {
                sum += kernels.SquareSum(Arguments(parameter, rows));
            }
        }

        return sum;
    }

    /// <summary>One optimizer step on a worker's share of the parameters.</summary>
    /// <param name="kernels">The kernels.</param>
    /// <param name="worker">The worker.</param>
    /// <param name="numbers">The step.</param>
    /// <param name="gradientFactor">Factor of all gradients.</param>
    public void Update(KernelSet kernels, int worker, in StepNumbers numbers, float gradientFactor)
    {
        foreach (var parameter in _parameters)
        {
            var rows = parameter.Share(worker, Workers);
            if (parameter.Tensor.IsTrained && rows.Count > 0)
            {
                var arguments = Arguments(parameter, rows);
                arguments.Numbers = numbers;
                arguments.GradientFactor = gradientFactor;
                kernels.Update(arguments);
            }
        }
    }

    /// <summary>Moves a worker's share of the averages towards the values.</summary>
    public void Average(int worker, float weight)
    {
        foreach (var parameter in _parameters)
        {
            var rows = parameter.Share(worker, Workers);
            if (parameter.Tensor.IsTrained && rows.Count > 0)
            {
                var start = parameter.Offset + (rows.Start * parameter.Stride);
                var length = rows.Count * parameter.Stride;
                var values = _state.Span.Slice(start, length);
                var averages = Averages.Slice(start, length);
                for (var i = 0; i < length; i++)
                {
                    averages[i] += weight * (values[i] - averages[i]);
                }
            }
        }
    }

    /// <summary>Adds normal noise to a worker's share of the gradients, the same however many workers share them.</summary>
    /// <param name="worker">The worker.</param>
    /// <param name="deviation">Standard deviation of the noise in the gradient of what is trained.</param>
    /// <param name="key">Seed and step.</param>
    public void AddNoise(int worker, double deviation, (int Seed, long Step) key)
    {
        var random = SeededRandom.For(key.Seed, RandomUse.GradientNoise, (int)key.Step);
        foreach (var parameter in _parameters)
        {
            var rows = parameter.Share(worker, Workers);
            var stream = random.Next();
            for (var row = rows.Start; row < rows.Start + rows.Count && parameter.Tensor.IsTrained; row++)
            {
                var noise = new SeededRandom(stream + ((ulong)row * 0xD1342543DE82EF95));
                var gradient = Gradient(parameter, 0) + ((nint)row * parameter.Stride);
                for (var i = 0; i < parameter.Tensor.Columns; i++)
                {
                    gradient[i] += (float)(deviation / parameter.Parametrisation * noise.NextNormal());
                }
            }
        }
    }

    /// <summary>Shortens each column of a matrix, or of each of several one under the other, to a length.</summary>
    public void Constrain(Parameter parameter, float length, int matrices)
    {
        var inputs = parameter.Tensor.Rows / matrices;
        for (var column = 0; column < parameter.Tensor.Columns * matrices; column++)
        {
            var (matrix, offset) = Math.DivRem(column, parameter.Tensor.Columns);
            var first = Values(parameter) + ((nint)matrix * inputs * parameter.Stride) + offset;
            var sum = 0.0;
            for (var row = 0; row < inputs; row++)
            {
                sum += (double)first[row * parameter.Stride] * first[row * parameter.Stride];
            }

            for (var row = 0; row < inputs && sum > (double)length * length; row++)
            {
                first[row * parameter.Stride] *= (float)(length / Math.Sqrt(sum));
            }
        }
    }

    /// <summary>Exchanges the trained values with their averages.</summary>
    public void SwapAverages()
    {
        var averages = Averages;
        var values = Trained;
        for (var i = 0; i < values.Length; i++)
        {
            (values[i], averages[i]) = (averages[i], values[i]);
        }
    }

    /// <summary>Copies values and what is not trained out.</summary>
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

    /// <summary>Copies values and what is not trained in.</summary>
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

    /// <summary>A row of a parameter, without padding.</summary>
    public Span<float> Row(Parameter parameter, int row) =>
        _state.Span.Slice(parameter.Offset + (row * parameter.Stride), parameter.Tensor.Columns);

    private UpdateArguments Arguments(Parameter parameter, RowRange rows)
    {
        var start = parameter.Offset + (rows.Start * parameter.Stride);
        return new UpdateArguments
        {
            Values = _state.Pointer + start,
            Gradients = _gradients.Pointer + start,
            GradientStride = _trained,
            GradientCount = Workers,
            First = _state.Pointer + _trained + start,
            Second = _state.Pointer + (2 * _trained) + start,
            Count = rows.Count * parameter.Stride,
            RateFactor = parameter.RateFactor,
            DecayFactor = parameter.DecayFactor,
            Parametrisation = parameter.Parametrisation,
        };
    }
}
