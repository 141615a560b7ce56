using Microsoft.ML.Trainers.FastTree;
using MLNetTuning.Trainers.Boosting;

namespace Microsoft.ML.Trainers.LightGbm;

/// <summary>What a binary LightGbm learnt.</summary>
public sealed class LightGbmBinaryModelParameters : TreeEnsembleModelParametersBasedOnRegressionTree
{
    internal const string ModelKind = "LightGbmBinary";

    internal LightGbmBinaryModelParameters(TreeEnsembleModel ensemble, int featureCount)
        : base(ensemble, featureCount)
    {
    }

    private protected override string Kind => ModelKind;

    internal static LightGbmBinaryModelParameters Read(ModelReader reader)
    {
        var (featureCount, ensemble) = TreeEnsembleFile.Read(reader);
        return new LightGbmBinaryModelParameters(ensemble, featureCount);
    }
}
