using MLNetTuning.Trainers.Networks;

namespace MLNetTuning.Trainers.Training;

/// <summary>
/// The weights training starts from: normal with variance 2 / inputs before ReLU and its kin (He et al. 2015), 1 / inputs before SELU (LeCun et al. 1998),
/// 2 / (inputs + outputs) before tanh (Glorot and Bengio 2010); the head uniform in +-1 / sqrt(inputs); batch norm 1 and 0.
/// </summary>
internal static class WeightStart
{
    public static void Fill(NetworkWeights weights, ReadOnlySpan<float> headBias, int seed)
    {
        var head = weights.Spec.Blocks.Count;
        for (var i = 0; i < weights.Layout.Length; i++)
        {
            var tensor = weights.Layout[i];
            var values = weights[tensor];
            switch (tensor.Kind)
            {
                case TensorKind.Weights when tensor.Layer == head:
                    Uniform(values, 1 / Math.Sqrt(tensor.Rows), SeededRandom.For(seed, RandomUse.Weights, i));
                    break;
                case TensorKind.Weights:
                    Normal(values, Deviation(weights.Spec.Blocks[tensor.Layer].Activation, tensor), SeededRandom.For(seed, RandomUse.Weights, i));
                    break;
                case TensorKind.Bias when tensor.Layer == head:
                    headBias.CopyTo(values);
                    break;
                case TensorKind.Gamma or TensorKind.RunningVariance:
                    values.Fill(1);
                    break;
                default:
                    values.Clear();
                    break;
            }
        }
    }

    private static double Deviation(Activation activation, in TensorLayout tensor) => activation switch
    {
        Activation.Selu => Math.Sqrt(1.0 / tensor.Rows),
        Activation.Tanh => Math.Sqrt(2.0 / (tensor.Rows + tensor.Columns)),
        _ => Math.Sqrt(2.0 / tensor.Rows),
    };

    private static void Uniform(Span<float> values, double limit, SeededRandom random)
    {
        foreach (ref var value in values)
        {
            value = (float)(((2 * random.NextDouble()) - 1) * limit);
        }
    }

    private static void Normal(Span<float> values, double deviation, SeededRandom random)
    {
        foreach (ref var value in values)
        {
            value = (float)(random.NextNormal() * deviation);
        }
    }
}
