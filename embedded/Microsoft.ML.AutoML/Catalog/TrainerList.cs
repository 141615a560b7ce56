using Microsoft.ML.AutoML.CodeGen;
using Microsoft.ML.SearchSpace;

namespace Microsoft.ML.AutoML;

/// <summary>
/// Gathers the trainers of one choice, all on the same columns.
/// </summary>
internal sealed class TrainerList(string label, string features, string? weight)
{
    private readonly List<SweepableEstimator> _trainers = [];

    /// <summary>Adds a trainer, when it is wanted.</summary>
    public void Add<TOption>(
        bool isWanted, EstimatorType type, TOption? option, SearchSpace<TOption>? space, Func<MLContext, TOption, IEstimator<ITransformer>> build)
        where TOption : class, new()
    {
        if (isWanted)
        {
            option ??= new TOption();
            SetColumns(option);
            _trainers.Add(CatalogEstimator.Create(type, option, space, build));
        }
    }

    public SweepablePipeline ToPipeline() => _trainers.Count > 0
        ? new SweepablePipeline().Append([.. _trainers])
        : throw new ArgumentException("All trainers are off: leave at least one of the use... arguments true.");

    private void SetColumns(object option)
    {
        switch (option)
        {
            case FastTreeOption fastTree:
                (fastTree.LabelColumnName, fastTree.FeatureColumnName, fastTree.ExampleWeightColumnName) = (label, features, weight);
                break;
            case FastForestOption fastForest:
                (fastForest.LabelColumnName, fastForest.FeatureColumnName, fastForest.ExampleWeightColumnName) = (label, features, weight);
                break;
            case LgbmOption lgbm:
                (lgbm.LabelColumnName, lgbm.FeatureColumnName, lgbm.ExampleWeightColumnName) = (label, features, weight);
                break;
            case SdcaOption sdca:
                (sdca.LabelColumnName, sdca.FeatureColumnName, sdca.ExampleWeightColumnName) = (label, features, weight);
                break;
            case LbfgsOption lbfgs:
                (lbfgs.LabelColumnName, lbfgs.FeatureColumnName, lbfgs.ExampleWeightColumnName) = (label, features, weight);
                break;
        }
    }
}
