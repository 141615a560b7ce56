using MLNetTuning.Trainers.Networks;
using MLNetTuning.Trainers.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNetTuning.Trainers.TorchSharp.Torch;

/// <summary>The tensors of a network and its forward pass.</summary>
internal sealed class TorchNetwork : IDisposable
{
    private readonly NetworkSpec _spec;
    private readonly Device _device;
    private readonly TensorLayout[] _layout;
    private readonly Tensor[] _tensors;

    public TorchNetwork(NetworkWeights weights, Device device)
    {
        _spec = weights.Spec;
        _device = device;
        _layout = weights.Layout;
        _tensors = new Tensor[_layout.Length];
        for (var i = 0; i < _layout.Length; i++)
        {
            var tensor = _layout[i];
            long[] shape = tensor.Kind == TensorKind.Weights ? [tensor.Rows, tensor.Columns] : [tensor.Columns];
            _tensors[i] = TorchData.Place(weights[tensor].ToArray(), shape, device).requires_grad_(tensor.IsTrained).DetachFromDisposeScope();
        }
    }

    /// <summary>The trained tensors, in the order of the weight format, and whether they are decayed.</summary>
    public IEnumerable<(Tensor Tensor, bool Decays)> Trained =>
        _layout.Zip(_tensors).Where(pair => pair.First.IsTrained).Select(pair => (pair.Second, pair.First.Kind == TensorKind.Weights));

    /// <summary>The head's outputs in training: batch statistics, dropout.</summary>
    public Tensor Train(Tensor x, int seed, long step, Func<float, float> dropoutOf)
    {
        for (var i = 0; i < _spec.Blocks.Count; i++)
        {
            var block = _spec.Blocks[i];
            var z = Linear(x, i);
            z = block.BatchNorm ? Normalise(z, i, step) : z;
            z = Activate(z, block.Activation);
            var dropout = dropoutOf(block.Dropout);
            x = dropout > 0 ? z.mul(Mask(z, dropout, (seed, step, i))) : z;
        }

        return Linear(x, _spec.Blocks.Count);
    }

    /// <summary>The head's outputs as a model gives them: running statistics, no dropout.</summary>
    public Tensor Predict(Tensor x)
    {
        for (var i = 0; i < _spec.Blocks.Count; i++)
        {
            var z = Linear(x, i);
            if (_spec.Blocks[i].BatchNorm)
            {
                z = nn.functional.batch_norm(
                    z, Get(i, TensorKind.RunningMean), Get(i, TensorKind.RunningVariance), Get(i, TensorKind.Gamma), Get(i, TensorKind.Beta), false, 0, _spec.Blocks[i].NormEpsilon);
            }

            x = Activate(z, _spec.Blocks[i].Activation);
        }

        return Linear(x, _spec.Blocks.Count);
    }

    /// <summary>Copies the numbers out, in the weight format.</summary>
    public void Export(float[] values)
    {
        for (var i = 0; i < _layout.Length; i++)
        {
            Read(_tensors[i], values.AsSpan(_layout[i].Offset, _layout[i].Length));
        }
    }

    /// <summary>Copies the numbers in, in the weight format.</summary>
    public void Import(float[] values)
    {
        for (var i = 0; i < _layout.Length; i++)
        {
            Write(_tensors[i], values.AsSpan(_layout[i].Offset, _layout[i].Length));
        }
    }

    /// <summary>Copies a tensor's numbers out.</summary>
    public static void Read(Tensor source, Span<float> target)
    {
        using var scope = NewDisposeScope();
        source.detach().cpu().contiguous().data<float>().ToArray().CopyTo(target);
    }

    /// <summary>Copies numbers into a tensor.</summary>
    public static void Write(Tensor target, ReadOnlySpan<float> source)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        target.copy_(tensor(source.ToArray(), target.shape));
    }

    public void Dispose()
    {
        foreach (var tensor in _tensors)
        {
            tensor.Dispose();
        }
    }

    private static Tensor Activate(Tensor x, Activation activation) => activation switch
    {
        Activation.ReLU => x.relu(),
        Activation.LeakyReLU => x.leaky_relu(0.01),
        Activation.Elu => x.elu(1, 1, 1),
        Activation.Selu => x.selu(),
        Activation.Gelu => x.gelu(),
        Activation.SiLU => x.silu(),
        Activation.Mish => x.mul(x.logaddexp(zeros_like(x)).tanh()),
        Activation.Tanh => x.tanh(),
        Activation.Sigmoid => x.sigmoid(),
        Activation.Softplus => x.logaddexp(zeros_like(x)),
        Activation.Identity => x,
        _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, "Name a member of Activation."),
    };

    private Tensor Get(int layer, TensorKind kind) =>
        _tensors[Array.FindIndex(_layout, tensor => tensor.Layer == layer && tensor.Kind == kind)];

    private Tensor Linear(Tensor x, int layer)
    {
        var z = x.matmul(Get(layer, TensorKind.Weights));
        var isNormalised = layer < _spec.Blocks.Count && _spec.Blocks[layer].BatchNorm;
        return isNormalised ? z : z.add(Get(layer, TensorKind.Bias));
    }

    private Tensor Normalise(Tensor z, int layer, long step)
    {
        var mean = Get(layer, TensorKind.RunningMean);
        var variance = Get(layer, TensorKind.RunningVariance);
        var gamma = Get(layer, TensorKind.Gamma);
        var beta = Get(layer, TensorKind.Beta);

        // The first steps are averaged alike: a fixed weight would leave the start values in for a while.
        var momentum = Math.Max(_spec.Blocks[layer].NormMomentum, 1.0 / (step + 1));
        if (z.shape[0] > 1)
        {
            return nn.functional.batch_norm(z, mean, variance, gamma, beta, true, momentum, _spec.Blocks[layer].NormEpsilon);
        }

        // Torch refuses a single row; its normalised value is 0.
        using (no_grad())
        {
            mean.mul_(1 - momentum).add_(z.detach().squeeze(0).mul(momentum));
            variance.mul_(1 - momentum);
        }

        return z.sub(z).mul(gamma).add(beta);
    }

    /// <summary>0 for what is dropped, 1 / (1 - rate) for the rest; from seed, step and block alone.</summary>
    private Tensor Mask(Tensor like, float rate, (int Seed, long Step, int Block) key)
    {
        var random = SeededRandom.For(key.Seed, RandomUse.Dropout, key.Block);
        using var generator = new Generator(new SeededRandom(random.Next() ^ (ulong)key.Step).Next() >> 1, _device);
        return rand(like.shape, ScalarType.Float32, _device, generator: generator).ge(rate).to_type(ScalarType.Float32).mul(1 / (1 - rate));
    }
}
