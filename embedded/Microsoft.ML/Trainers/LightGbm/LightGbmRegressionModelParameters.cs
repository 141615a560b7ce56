using Microsoft.ML.Trainers.FastTree;
using MLNetTuning.Trainers.Boosting;

namespace Microsoft.ML.Trainers.LightGbm;

/// <summary>What a LightGbm regression learnt.</summary>
public sealed class LightGbmRegressionModelParameters : TreeEnsembleModelParametersBasedOnRegressionTree
{
    internal const string ModelKind = "LightGbmRegression";

    internal LightGbmRegressionModelParameters(TreeEnsembleModel ensemble, int featureCount)
        : base(ensemble, featureCount)
    {
    }

    private protected override string Kind => ModelKind;

    internal static LightGbmRegressionModelParameters Read(ModelReader reader)
    {
        var (featureCount, ensemble) = TreeEnsembleFile.Read(reader);
        return new LightGbmRegressionModelParameters(ensemble, featureCount);
    }
}
