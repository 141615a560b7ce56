using MLNetTuning.Trainers.Boosting;

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>What a binary forest learnt: the score is the sum over the trees, each from -1 (no) to 1 (yes).</summary>
public sealed class FastForestBinaryModelParameters : TreeEnsembleModelParametersBasedOnQuantileRegressionTree
{
    internal const string ModelKind = "FastForestBinary";

    internal FastForestBinaryModelParameters(TreeEnsembleModel ensemble, int featureCount)
        : base(ensemble, featureCount)
    {
    }

    private protected override string Kind => ModelKind;

    internal static FastForestBinaryModelParameters Read(ModelReader reader)
    {
        var (featureCount, ensemble) = TreeEnsembleFile.Read(reader);
        return new FastForestBinaryModelParameters(ensemble, featureCount);
    }
}
