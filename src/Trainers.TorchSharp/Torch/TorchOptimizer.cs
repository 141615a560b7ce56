using MLNetTuning.Trainers.Engines.Managed.Kernels;
using MLNetTuning.Trainers.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNetTuning.Trainers.TorchSharp.Torch;

/// <summary>The update rules, written out on tensors: the same equations and the same moments to save as the managed engine's.</summary>
internal sealed class TorchOptimizer : IDisposable
{
    private readonly TorchParameter[] _parameters;
    private readonly bool[] _areTrained;
    private readonly Tensor[] _first;
    private readonly Tensor[] _second;
    private readonly Tensor[] _averages;

    public TorchOptimizer(TorchParameters parameters, bool keepsAverages)
    {
        _areTrained = [.. parameters.All.Select(parameter => parameter.Layout.IsTrained)];
        _parameters = [.. parameters.All.Where(parameter => parameter.Layout.IsTrained)];
        _first = Zeros(_parameters);
        _second = Zeros(_parameters);
        _averages = keepsAverages ? Zeros(_parameters) : [];
        Values = [.. _parameters.Select(parameter => parameter.Tensor)];
    }

    /// <summary>What gradients are taken with respect to.</summary>
    public IList<Tensor> Values { get; }

    /// <summary>Numbers in the moments and averages.</summary>
    public int StateLength => (int)State.Sum(tensor => tensor.numel());

    private IEnumerable<Tensor> State => [.. _first, .. _second, .. _averages];

    /// <summary>The sum of the gradients' squares, with respect to what is trained.</summary>
    public Tensor SquareSum(IList<Tensor> gradients)
    {
        var sum = zeros(1, ScalarType.Float64, gradients[0].device);
        for (var i = 0; i < _parameters.Length; i++)
        {
            var scale = (double)_parameters[i].Parametrisation;
            sum.PlusInPlace(gradients[i].mul(gradients[i]).sum(ScalarType.Float64).Times(scale * scale));
        }

        return sum;
    }

    /// <summary>Adds the noise that the managed engine would add.</summary>
    /// <param name="gradients">The gradients, changed in place.</param>
    /// <param name="deviation">Standard deviation of the noise in the gradient of what is trained.</param>
    /// <param name="key">Seed and step.</param>
    public void AddNoise(IList<Tensor> gradients, double deviation, (int Seed, long Step) key)
    {
        var random = SeededRandom.For(key.Seed, RandomUse.GradientNoise, (int)key.Step);
        var next = 0;
        foreach (var isTrained in _areTrained)
        {
            var stream = random.Next();
            if (isTrained)
            {
                gradients[next].PlusInPlace(Noise(_parameters[next], deviation, stream).to(gradients[next].device));
                next++;
            }
        }
    }

    /// <summary>One step.</summary>
    /// <param name="gradients">In the order of <see cref="Values"/>.</param>
    /// <param name="numbers">The step.</param>
    /// <param name="factor">Factor of all gradients.</param>
    public void Step(IList<Tensor> gradients, in StepNumbers numbers, float factor)
    {
        for (var i = 0; i < _parameters.Length; i++)
        {
            var parameter = _parameters[i];
            var step = new UpdateArguments
            {
                Numbers = numbers,
                GradientFactor = factor,
                RateFactor = parameter.RateFactor,
                DecayFactor = parameter.DecayFactor,
                Parametrisation = parameter.Parametrisation,
            };
            var gradient = Complete(gradients[i], parameter.Tensor, step);
            parameter.Tensor.TimesInPlace(step.Shrink).sub_(Change(i, gradient, step));
        }
    }

    /// <summary>Moves the averages towards the values.</summary>
    public void Average(double weight)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        for (var i = 0; i < _averages.Length; i++)
        {
            _averages[i].PlusInPlace(_parameters[i].Tensor.sub(_averages[i]).Times(weight));
        }
    }

    /// <summary>Exchanges the values with their averages.</summary>
    public void SwapAverages()
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        for (var i = 0; i < _averages.Length; i++)
        {
            var values = _parameters[i].Tensor.clone();
            _parameters[i].Tensor.copy_(_averages[i]);
            _averages[i].copy_(values);
        }
    }

    public void Export(Span<float> state) => Walk(state, TorchParameters.Read);

    public void Import(Span<float> state) => Walk(state, (tensor, part) => TorchParameters.Write(tensor, part));

    public void Dispose()
    {
        foreach (var tensor in State)
        {
            tensor.Dispose();
        }
    }

    private static Tensor[] Zeros(TorchParameter[] like) => [.. like.Select(parameter => zeros_like(parameter.Tensor).requires_grad_(false).DetachFromDisposeScope())];

    private static Tensor Noise(TorchParameter parameter, double deviation, ulong stream)
    {
        var layout = parameter.Layout;
        var values = new float[layout.Length];
        for (var row = 0; row < layout.Rows; row++)
        {
            var noise = new SeededRandom(stream + ((ulong)row * 0xD1342543DE82EF95));
            foreach (ref var value in values.AsSpan(row * layout.Columns, layout.Columns))
            {
                value = (float)(deviation / parameter.Parametrisation * noise.NextNormal());
            }
        }

        return tensor(values, parameter.Tensor.shape);
    }

    private static Tensor Complete(Tensor gradient, Tensor value, in UpdateArguments step)
    {
        gradient = step.GradientFactor == 1 ? gradient : gradient.Times(step.GradientFactor);
        gradient = float.IsPositiveInfinity(step.ClipValue) ? gradient : gradient.Between(-step.ClipValue, step.ClipValue);
        gradient = step.L1 == 0 ? gradient : gradient.Plus(value.sign().Times(step.L1));
        return step.Penalty == 0 ? gradient : gradient.Plus(value.Times(step.Penalty));
    }

    /// <summary>What is subtracted from the values.</summary>
    private Tensor Change(int index, Tensor gradient, in UpdateArguments step)
    {
        var (first, second, numbers) = (_first[index], _second[index], step.Numbers);
        if (numbers.Kind == OptimizerKind.Sgd)
        {
            first.TimesInPlace(numbers.Momentum).PlusInPlace(gradient);
            return (numbers.Nesterov ? gradient.Plus(first.Times(numbers.Momentum)) : first).Times(step.PlainRate);
        }

        second.TimesInPlace(numbers.Beta2).PlusInPlace(gradient.mul(gradient).TimesInPlace(1 - numbers.Beta2));
        if (numbers.Kind == OptimizerKind.RmsProp)
        {
            first.TimesInPlace(numbers.Momentum).PlusInPlace(gradient.div(second.sqrt().PlusInPlace(step.Epsilon)));
            return first.Times(step.AdaptiveRate);
        }

        first.TimesInPlace(numbers.Beta1).PlusInPlace(gradient.Times(1 - numbers.Beta1));
        var root = second.sqrt().TimesInPlace(numbers.SecondCorrection).PlusInPlace(step.Epsilon);
        var change = first.Times(step.AdaptiveRate * numbers.MomentPart);
        change = numbers.GradientPart == 0 ? change : change.PlusInPlace(gradient.Times(step.AdaptiveRate * numbers.GradientPart));
        return change.div_(root);
    }

    private void Walk(Span<float> state, Copy copy)
    {
        foreach (var tensor in State)
        {
            var length = (int)tensor.numel();
            copy(tensor, state[..length]);
            state = state[length..];
        }
    }

    private delegate void Copy(Tensor tensor, Span<float> part);
}
