using MLNetTuning.Trainers.Networks;

namespace MLNetTuning.Trainers.Engines.Managed;

/// <summary>A block's norm as a factor and a summand of every column, for scoring.</summary>
internal readonly struct NormColumns(ParameterStore store, NetworkSpec network, int layer)
{
    public void Fill(Span<float> scale, Span<float> shift, int group)
    {
        scale.Clear();
        shift.Clear();
        var gamma = store.Row(store.Get(layer, TensorKind.Gamma), group);
        var beta = store.Row(store.Get(layer, TensorKind.Beta), group);
        if (network.Blocks[layer].Normalization == Normalization.Layer)
        {
            gamma.CopyTo(scale);
            beta.CopyTo(shift);
            return;
        }

        var mean = store.Row(store.Get(layer, TensorKind.RunningMean), group);
        var variance = store.Row(store.Get(layer, TensorKind.RunningVariance), group);
        for (var i = 0; i < gamma.Length; i++)
        {
            scale[i] = gamma[i] / MathF.Sqrt(variance[i] + network.Blocks[layer].NormEpsilon);
            shift[i] = beta[i] - (mean[i] * scale[i]);
        }
    }
}
