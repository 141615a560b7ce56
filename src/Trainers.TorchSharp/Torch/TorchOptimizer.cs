using MLNetTuning.Trainers.Engines.Managed.Kernels;
using MLNetTuning.Trainers.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNetTuning.Trainers.TorchSharp.Torch;

/// <summary>The update rules, written out on tensors: the same equations and the same moments to save as the managed engine's.</summary>
internal sealed class TorchOptimizer : IDisposable
{
    private readonly (Tensor Tensor, bool Decays)[] _parameters;
    private readonly Tensor[] _first;
    private readonly Tensor[] _second;

    public TorchOptimizer(TorchNetwork network)
    {
        _parameters = [.. network.Trained];
        _first = [.. _parameters.Select(p => zeros_like(p.Tensor).requires_grad_(false).DetachFromDisposeScope())];
        _second = [.. _parameters.Select(p => zeros_like(p.Tensor).requires_grad_(false).DetachFromDisposeScope())];
        Parameters = [.. _parameters.Select(p => p.Tensor)];
    }

    /// <summary>What gradients are taken with respect to.</summary>
    public IList<Tensor> Parameters { get; }

    /// <summary>Numbers in both moments.</summary>
    public int StateLength => (int)(2 * Parameters.Sum(tensor => tensor.numel()));

    public void Step(IList<Tensor> gradients, in StepNumbers numbers)
    {
        using var still = no_grad();
        for (var i = 0; i < _parameters.Length; i++)
        {
            var (value, decays) = _parameters[i];
            var penalty = numbers.L2 + (numbers.IsDecoupled ? 0 : numbers.WeightDecay);
            var gradient = decays && penalty > 0 ? gradients[i].add(value.mul(penalty)) : gradients[i];
            if (decays && numbers.IsDecoupled)
            {
                value.mul_(1 - (numbers.LearningRate * numbers.WeightDecay));
            }

            if (numbers.Kind == OptimizerKind.Sgd)
            {
                _first[i].mul_(numbers.Momentum).add_(gradient);
                var direction = numbers.Nesterov ? gradient.add(_first[i].mul(numbers.Momentum)) : _first[i];
                value.sub_(direction.mul(numbers.LearningRate));
                continue;
            }

            _first[i].mul_(numbers.Beta1).add_(gradient.mul(1 - numbers.Beta1));
            _second[i].mul_(numbers.Beta2).add_(gradient.mul(gradient).mul_(1 - numbers.Beta2));
            var root = _second[i].sqrt().mul_(numbers.SecondCorrection).add_(numbers.Epsilon);
            value.sub_(_first[i].div(root).mul_(numbers.LearningRate * numbers.FirstCorrection));
        }
    }

    public void Export(Span<float> state) => Walk(state, TorchNetwork.Read);

    public void Import(Span<float> state) => Walk(state, (tensor, part) => TorchNetwork.Write(tensor, part));

    public void Dispose()
    {
        foreach (var tensor in _first.Concat(_second))
        {
            tensor.Dispose();
        }
    }

    private void Walk(Span<float> state, Copy copy)
    {
        foreach (var tensor in _first.Concat(_second))
        {
            var length = (int)tensor.numel();
            copy(tensor, state[..length]);
            state = state[length..];
        }
    }

    private delegate void Copy(Tensor tensor, Span<float> part);
}
