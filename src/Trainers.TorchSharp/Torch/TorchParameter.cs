using MLNetTuning.Trainers.Networks;
using MLNetTuning.Trainers.Training;
using static TorchSharp.torch;

namespace MLNetTuning.Trainers.TorchSharp.Torch;

/// <summary>One array of a network on the device, and what the options say of its group.</summary>
internal sealed class TorchParameter
{
    public TorchParameter(NetworkSpec spec, TensorLayout layout, TrainingOptions options, Tensor tensor)
    {
        (Layout, Tensor) = (layout, tensor);
        var group = layout.GroupIn(spec);
        RateFactor = options.LearningRateFactors.Of(group);
        DecayFactor = options.DecayFactors.Of(group);
        Matrices = MatricesOf(spec, layout);
        IsBlockMatrix = layout.Kind == TensorKind.Weights && layout.Layer < spec.Blocks.Count;
        var isMatrix = layout.Kind == TensorKind.Weights && layout.Layer <= spec.Blocks.Count;
        Parametrisation = isMatrix && options.Parametrization == Parametrization.Ntk ? (float)Math.Sqrt((double)Matrices / layout.Rows) : 1;
    }

    public TensorLayout Layout { get; }

    public Tensor Tensor { get; }

    public float RateFactor { get; }

    public float DecayFactor { get; }

    /// <summary>The c of values c w of which w is what is trained.</summary>
    public float Parametrisation { get; }

    /// <summary>Matrices one under the other.</summary>
    public int Matrices { get; }

    /// <summary>Whether it is the matrix of a hidden block.</summary>
    public bool IsBlockMatrix { get; }

    /// <summary>The shape on the device: members or groups of members are a dimension before the rows.</summary>
    public static long[] ShapeOf(NetworkSpec spec, TensorLayout layout)
    {
        if (layout.Kind == TensorKind.Weights)
        {
            var matrices = MatricesOf(spec, layout);
            return matrices == 1 ? [layout.Rows, layout.Columns] : [matrices, layout.Rows / matrices, layout.Columns];
        }

        if (layout.Kind == TensorKind.EmbeddingWeights)
        {
            return [spec.EmbeddedInputs, layout.Rows / spec.EmbeddedInputs, layout.Columns];
        }

        var isTable = layout.Layer == TensorLayout.Front || layout.Kind == TensorKind.WideCategories;
        return isTable ? [layout.Rows, layout.Columns] : layout.Rows == 1 ? [layout.Columns] : [layout.Rows, 1, layout.Columns];
    }

    private static int MatricesOf(NetworkSpec spec, TensorLayout layout) => layout switch
    {
        { Kind: not TensorKind.Weights } => 1,
        _ when layout.Layer < spec.Blocks.Count => spec.Matrices,
        _ => layout.Layer == spec.Blocks.Count ? spec.Members : 1,
    };
}
