using MLNetTuning.Trainers.Networks;
using MLNetTuning.Trainers.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNetTuning.Trainers.TorchSharp.Torch;

/// <summary>The forward pass. Members are a dimension before the rows; until they part, there is none.</summary>
internal sealed class TorchNetwork : IDisposable
{
    private readonly NetworkSpec _spec;
    private readonly TorchFront _front;

    public TorchNetwork(NetworkWeights weights, TrainingOptions options, Device device)
    {
        _spec = weights.Spec;
        Parameters = new TorchParameters(weights, options, device);
        _front = new TorchFront(Parameters);
    }

    /// <summary>The network's arrays.</summary>
    public TorchParameters Parameters { get; }

    /// <summary>Whether there are running statistics.</summary>
    public bool HasStatistics => _spec.Blocks.Any(block => block.Normalization == Normalization.Batch);

    /// <summary>The head's outputs: (members x) rows x outputs.</summary>
    /// <param name="features">Rows of features.</param>
    /// <param name="pass">Batch statistics and dropout in training, or null for running statistics and none.</param>
    public Tensor Forward(Tensor features, TorchPass? pass)
    {
        var x = _front.Forward(features);
        for (var i = 0; i < _spec.Blocks.Count; i++)
        {
            x = Block(x, i, pass);
        }

        var head = _spec.Blocks.Count;
        x = x.matmul(Parameters[head, TensorKind.Weights]).Plus(Parameters[head, TensorKind.Bias]);
        return _spec.Wide ? x.Plus(_front.Wide(features)) : x;
    }

    public void Dispose()
    {
        _front.Dispose();
        Parameters.Dispose();
    }

    private static Tensor Activate(Tensor x, Activation activation) => activation switch
    {
        Activation.ReLU => x.relu(),
        Activation.LeakyReLU => x.Leaky(0.01),
        Activation.Elu => x.Exponential(),
        Activation.Selu => x.selu(),
        Activation.Gelu => Gelu(x),
        Activation.SiLU => x.silu(),
        Activation.Mish => x.mul(x.logaddexp(zeros_like(x)).tanh()),
        Activation.Tanh => x.tanh(),
        Activation.Sigmoid => x.sigmoid(),
        Activation.Softplus => x.logaddexp(zeros_like(x)),
        Activation.Identity => x,
        _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, "Name a member of Activation."),
    };

    // x times the normal distribution's Phi(x). Libtorch's own gelu is not asked: on a processor with oneDNN its backward pass leaves uninitialised memory
    // in the gradient wherever the gradient from above is not contiguous, as it is beneath the batch normalisation of members.
    private static Tensor Gelu(Tensor x) => x.mul(x.Times(Math.Sqrt(0.5)).erf().Times(0.5).Plus(0.5));

    private Tensor Block(Tensor input, int index, TorchPass? pass)
    {
        var block = _spec.Blocks[index];
        var x = _spec.ScalesInputs(index) ? input.mul(Parameters[index, TensorKind.InputScale]) : input;
        x = x.matmul(Parameters[index, TensorKind.Weights]);
        if (block.NormalizesBefore)
        {
            x = Norm(x, index, pass);
        }
        else
        {
            x = _spec.ScalesOutputs ? x.mul(Parameters[index, TensorKind.OutputScale]) : x;
            x = x.Plus(Parameters[index, TensorKind.Bias]);
        }

        var bent = Activate(x, block.Activation);
        bent = block.IsParametric ? x.Plus(Parameters[index, TensorKind.Slopes].mul(bent.sub(x))) : bent;
        bent = block.HasSecondStage ? Norm(bent, index, pass) : bent;
        if (pass is not null)
        {
            bent = pass.Drop(bent, block.Dropout, index);
            pass.Note(bent);
        }

        return block.IsResidual ? bent.Plus(input) : bent;
    }

    private Tensor Norm(Tensor z, int index, TorchPass? pass)
    {
        var (gamma, beta) = (Parameters[index, TensorKind.Gamma], Parameters[index, TensorKind.Beta]);
        var block = _spec.Blocks[index];
        if (block.Normalization == Normalization.Layer)
        {
            return nn.functional.layer_norm(z, [block.Width], null, null, block.NormEpsilon).mul(gamma).Plus(beta);
        }

        var (mean, variance) = (Parameters[index, TensorKind.RunningMean], Parameters[index, TensorKind.RunningVariance]);
        if (pass is null)
        {
            return z.sub(mean).mul(gamma.mul(variance.Plus(block.NormEpsilon).rsqrt())).Plus(beta);
        }

        // A row of units per statistic: each group's are its own.
        var groups = _spec.Groups;
        var rows = groups > 1 ? z.transpose(0, 1).flatten(1) : z.reshape(-1, block.Width);
        rows = BatchNorm(rows, (mean.view(-1), variance.view(-1), gamma.flatten(), beta.flatten()), pass.MomentumOf(block), block.NormEpsilon);
        return groups > 1 ? rows.view(-1, groups, block.Width).transpose(0, 1) : rows.view(z.shape);
    }

    private static Tensor BatchNorm(Tensor rows, (Tensor Mean, Tensor Variance, Tensor Gamma, Tensor Beta) norm, double momentum, float epsilon)
    {
        if (rows.shape[0] > 1)
        {
            return nn.functional.batch_norm(rows, norm.Mean, norm.Variance, norm.Gamma, norm.Beta, true, momentum, epsilon);
        }

        // Torch refuses a single row; its normalised value is 0.
        using (no_grad())
        {
            norm.Mean.TimesInPlace(1 - momentum).PlusInPlace(rows.detach().squeeze(0).Times(momentum));
            norm.Variance.TimesInPlace(1 - momentum);
        }

        return rows.sub(rows).mul(norm.Gamma).Plus(norm.Beta);
    }
}
