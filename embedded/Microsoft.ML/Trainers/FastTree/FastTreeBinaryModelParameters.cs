using MLNetTuning.Trainers.Boosting;

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>What a binary FastTree learnt.</summary>
public sealed class FastTreeBinaryModelParameters : TreeEnsembleModelParametersBasedOnRegressionTree
{
    internal const string ModelKind = "FastTreeBinary";

    internal FastTreeBinaryModelParameters(TreeEnsembleModel ensemble, int featureCount)
        : base(ensemble, featureCount)
    {
    }

    private protected override string Kind => ModelKind;

    internal static FastTreeBinaryModelParameters Read(ModelReader reader)
    {
        var (featureCount, ensemble) = TreeEnsembleFile.Read(reader);
        return new FastTreeBinaryModelParameters(ensemble, featureCount);
    }
}
