using MLNetTuning.Trainers.Boosting;

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>What a FastTree regression learnt.</summary>
public sealed class FastTreeRegressionModelParameters : TreeEnsembleModelParametersBasedOnRegressionTree
{
    internal const string ModelKind = "FastTreeRegression";

    internal FastTreeRegressionModelParameters(TreeEnsembleModel ensemble, int featureCount)
        : base(ensemble, featureCount)
    {
    }

    private protected override string Kind => ModelKind;

    internal static FastTreeRegressionModelParameters Read(ModelReader reader)
    {
        var (featureCount, ensemble) = TreeEnsembleFile.Read(reader);
        return new FastTreeRegressionModelParameters(ensemble, featureCount);
    }
}
