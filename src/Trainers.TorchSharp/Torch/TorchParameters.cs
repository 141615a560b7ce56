using MLNetTuning.Trainers.Networks;
using MLNetTuning.Trainers.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNetTuning.Trainers.TorchSharp.Torch;

/// <summary>A network's arrays on the device, in the order of the weight format.</summary>
internal sealed class TorchParameters : IDisposable
{
    private readonly TorchParameter[] _all;

    public TorchParameters(NetworkWeights weights, TrainingOptions options, Device device)
    {
        Spec = weights.Spec;
        Device = device;
        _all = [.. weights.Layout.Select(layout => new TorchParameter(
            Spec,
            layout,
            options,
            TorchData.Place(weights[layout].ToArray(), TorchParameter.ShapeOf(Spec, layout), device).requires_grad_(layout.IsTrained).DetachFromDisposeScope()))];
    }

    public NetworkSpec Spec { get; }

    public Device Device { get; }

    /// <summary>All of them.</summary>
    public IReadOnlyList<TorchParameter> All => _all;

    /// <summary>An array of a layer.</summary>
    public Tensor this[int layer, TensorKind kind] => _all.First(parameter => parameter.Layout.Layer == layer && parameter.Layout.Kind == kind).Tensor;

    /// <summary>Shortens the weights into each unit of a block to a length.</summary>
    public void Constrain(float length)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        foreach (var parameter in _all.Where(parameter => parameter.IsBlockMatrix))
        {
            var lengths = parameter.Tensor.mul(parameter.Tensor).sum(-2, true).sqrt().AtLeast(1e-30);
            parameter.Tensor.mul_(lengths.reciprocal().Times(length).AtMost(1));
        }
    }

    /// <summary>Copies the numbers out, in the weight format.</summary>
    public void Export(float[] values)
    {
        foreach (var parameter in _all)
        {
            Read(parameter.Tensor, values.AsSpan(parameter.Layout.Offset, parameter.Layout.Length));
        }
    }

    /// <summary>Copies the numbers in, in the weight format.</summary>
    public void Import(float[] values)
    {
        foreach (var parameter in _all)
        {
            Write(parameter.Tensor, values.AsSpan(parameter.Layout.Offset, parameter.Layout.Length));
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
        foreach (var parameter in _all)
        {
            parameter.Tensor.Dispose();
        }
    }
}
