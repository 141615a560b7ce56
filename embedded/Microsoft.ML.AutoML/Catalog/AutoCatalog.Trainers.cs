using Microsoft.ML.AutoML.CodeGen;
using Microsoft.ML.SearchSpace;

namespace Microsoft.ML.AutoML;

public sealed partial class AutoCatalog
{
    /// <summary>
    /// A choice among binary trainers, each with its search space.
    /// </summary>
    /// <param name="labelColumnName">The label's column. Default: "Label".</param>
    /// <param name="featureColumnName">The features' column. Default: "Features".</param>
    /// <param name="exampleWeightColumnName">The column of rows' weights; null for none.</param>
    /// <param name="useFastForest">Whether FastForest is among them. Default: true.</param>
    /// <param name="useLgbm">Whether LightGBM is among them. Default: true.</param>
    /// <param name="useFastTree">Whether FastTree is among them. Default: true.</param>
    /// <param name="useLbfgsLogisticRegression">Whether logistic regression by L-BFGS is among them. Default: true.</param>
    /// <param name="useSdcaLogisticRegression">Whether logistic regression by SDCA is among them. Default: true.</param>
    /// <param name="fastTreeOption">FastTree's parameters; null for the defaults.</param>
    /// <param name="lgbmOption">LightGBM's parameters; null for the defaults.</param>
    /// <param name="fastForestOption">FastForest's parameters; null for the defaults.</param>
    /// <param name="lbfgsLogisticRegressionOption">L-BFGS's parameters; null for the defaults.</param>
    /// <param name="sdcaLogisticRegressionOption">SDCA's parameters; null for the defaults.</param>
    /// <param name="fastTreeSearchSpace">FastTree's search space; null for the default.</param>
    /// <param name="lgbmSearchSpace">LightGBM's search space; null for the default.</param>
    /// <param name="fastForestSearchSpace">FastForest's search space; null for the default.</param>
    /// <param name="lbfgsLogisticRegressionSearchSpace">L-BFGS's search space; null for the default.</param>
    /// <param name="sdcaLogisticRegressionSearchSpace">SDCA's search space; null for the default.</param>
    /// <exception cref="ArgumentException">No trainer is among them.</exception>
    public SweepablePipeline BinaryClassification(string labelColumnName = "Label",
        string featureColumnName = "Features",
        string? exampleWeightColumnName = null,
        bool useFastForest = true,
        bool useLgbm = true,
        bool useFastTree = true,
        bool useLbfgsLogisticRegression = true,
        bool useSdcaLogisticRegression = true,
        FastTreeOption? fastTreeOption = null,
        LgbmOption? lgbmOption = null,
        FastForestOption? fastForestOption = null,
        LbfgsOption? lbfgsLogisticRegressionOption = null,
        SdcaOption? sdcaLogisticRegressionOption = null,
        SearchSpace<FastTreeOption>? fastTreeSearchSpace = null,
        SearchSpace<LgbmOption>? lgbmSearchSpace = null,
        SearchSpace<FastForestOption>? fastForestSearchSpace = null,
        SearchSpace<LbfgsOption>? lbfgsLogisticRegressionSearchSpace = null,
        SearchSpace<SdcaOption>? sdcaLogisticRegressionSearchSpace = null)
    {
        var trainers = new TrainerList(labelColumnName, featureColumnName, exampleWeightColumnName);
        trainers.Add(useFastTree, EstimatorType.FastTreeBinary, fastTreeOption, fastTreeSearchSpace, TreeTrainers.FastTreeBinary);
        trainers.Add(useFastForest, EstimatorType.FastForestBinary, fastForestOption, fastForestSearchSpace, TreeTrainers.FastForestBinary);
        trainers.Add(useLgbm, EstimatorType.LightGbmBinary, lgbmOption, lgbmSearchSpace, LightGbmTrainers.Binary);
        trainers.Add(useLbfgsLogisticRegression, EstimatorType.LbfgsLogisticRegressionBinary, lbfgsLogisticRegressionOption, lbfgsLogisticRegressionSearchSpace, LinearTrainers.LbfgsBinary);
        trainers.Add(useSdcaLogisticRegression, EstimatorType.SdcaLogisticRegressionBinary, sdcaLogisticRegressionOption, sdcaLogisticRegressionSearchSpace, LinearTrainers.SdcaBinary);
        return trainers.ToPipeline();
    }

    /// <summary>
    /// A choice among multiclass trainers, each with its search space.
    /// </summary>
    /// <param name="labelColumnName">The label's column, of a key type. Default: "Label".</param>
    /// <param name="featureColumnName">The features' column. Default: "Features".</param>
    /// <param name="exampleWeightColumnName">The column of rows' weights; null for none.</param>
    /// <param name="useFastForest">Whether one FastForest against the rest is among them. Default: true.</param>
    /// <param name="useLgbm">Whether LightGBM is among them. Default: true.</param>
    /// <param name="useFastTree">Whether one FastTree against the rest is among them. Default: true.</param>
    /// <param name="useLbfgsMaximumEntrophy">Whether maximum entropy by L-BFGS is among them. Default: true.</param>
    /// <param name="useLbfgsLogisticRegression">Whether one logistic regression by L-BFGS against the rest is among them. Default: true.</param>
    /// <param name="useSdcaMaximumEntrophy">Whether maximum entropy by SDCA is among them. Default: true.</param>
    /// <param name="useSdcaLogisticRegression">Whether one logistic regression by SDCA against the rest is among them. Default: true.</param>
    /// <param name="fastTreeOption">FastTree's parameters; null for the defaults.</param>
    /// <param name="lgbmOption">LightGBM's parameters; null for the defaults.</param>
    /// <param name="fastForestOption">FastForest's parameters; null for the defaults.</param>
    /// <param name="lbfgsMaximumEntrophyOption">Maximum entropy's parameters; null for the defaults.</param>
    /// <param name="lbfgsLogisticRegressionOption">Logistic regression's parameters; null for the defaults.</param>
    /// <param name="sdcaMaximumEntrophyOption">Maximum entropy's parameters; null for the defaults.</param>
    /// <param name="sdcaLogisticRegressionOption">Logistic regression's parameters; null for the defaults.</param>
    /// <param name="fastTreeSearchSpace">FastTree's search space; null for the default.</param>
    /// <param name="lgbmSearchSpace">LightGBM's search space; null for the default.</param>
    /// <param name="fastForestSearchSpace">FastForest's search space; null for the default.</param>
    /// <param name="lbfgsMaximumEntrophySearchSpace">Maximum entropy's search space; null for the default.</param>
    /// <param name="lbfgsLogisticRegressionSearchSpace">Logistic regression's search space; null for the default.</param>
    /// <param name="sdcaMaximumEntorphySearchSpace">Maximum entropy's search space; null for the default.</param>
    /// <param name="sdcaLogisticRegressionSearchSpace">Logistic regression's search space; null for the default.</param>
    /// <exception cref="ArgumentException">No trainer is among them.</exception>
    public SweepablePipeline MultiClassification(
        string labelColumnName = "Label",
        string featureColumnName = "Features",
        string? exampleWeightColumnName = null,
        bool useFastForest = true,
        bool useLgbm = true,
        bool useFastTree = true,
        bool useLbfgsMaximumEntrophy = true,
        bool useLbfgsLogisticRegression = true,
        bool useSdcaMaximumEntrophy = true,
        bool useSdcaLogisticRegression = true,
        FastTreeOption? fastTreeOption = null,
        LgbmOption? lgbmOption = null,
        FastForestOption? fastForestOption = null,
        LbfgsOption? lbfgsMaximumEntrophyOption = null,
        LbfgsOption? lbfgsLogisticRegressionOption = null,
        SdcaOption? sdcaMaximumEntrophyOption = null,
        SdcaOption? sdcaLogisticRegressionOption = null,
        SearchSpace<FastTreeOption>? fastTreeSearchSpace = null,
        SearchSpace<LgbmOption>? lgbmSearchSpace = null,
        SearchSpace<FastForestOption>? fastForestSearchSpace = null,
        SearchSpace<LbfgsOption>? lbfgsMaximumEntrophySearchSpace = null,
        SearchSpace<LbfgsOption>? lbfgsLogisticRegressionSearchSpace = null,
        SearchSpace<SdcaOption>? sdcaMaximumEntorphySearchSpace = null,
        SearchSpace<SdcaOption>? sdcaLogisticRegressionSearchSpace = null)
    {
        var trainers = new TrainerList(labelColumnName, featureColumnName, exampleWeightColumnName);
        trainers.Add(useFastTree, EstimatorType.FastTreeOva, fastTreeOption, fastTreeSearchSpace, TreeTrainers.FastTreeOva);
        trainers.Add(useFastForest, EstimatorType.FastForestOva, fastForestOption, fastForestSearchSpace, TreeTrainers.FastForestOva);
        trainers.Add(useLgbm, EstimatorType.LightGbmMulti, lgbmOption, lgbmSearchSpace, LightGbmTrainers.Multiclass);
        trainers.Add(useLbfgsLogisticRegression, EstimatorType.LbfgsLogisticRegressionOva, lbfgsLogisticRegressionOption, lbfgsLogisticRegressionSearchSpace, LinearTrainers.LbfgsOva);
        trainers.Add(useLbfgsMaximumEntrophy, EstimatorType.LbfgsMaximumEntropyMulti, lbfgsMaximumEntrophyOption, lbfgsMaximumEntrophySearchSpace, LinearTrainers.LbfgsMulticlass);
        trainers.Add(useSdcaMaximumEntrophy, EstimatorType.SdcaMaximumEntropyMulti, sdcaMaximumEntrophyOption, sdcaMaximumEntorphySearchSpace, LinearTrainers.SdcaMulticlass);
        trainers.Add(useSdcaLogisticRegression, EstimatorType.SdcaLogisticRegressionOva, sdcaLogisticRegressionOption, sdcaLogisticRegressionSearchSpace, LinearTrainers.SdcaOva);
        return trainers.ToPipeline();
    }

    /// <summary>
    /// A choice among regression trainers, each with its search space.
    /// </summary>
    /// <param name="labelColumnName">The label's column. Default: "Label".</param>
    /// <param name="featureColumnName">The features' column. Default: "Features".</param>
    /// <param name="exampleWeightColumnName">The column of rows' weights; null for none.</param>
    /// <param name="useFastForest">Whether FastForest is among them. Default: true.</param>
    /// <param name="useLgbm">Whether LightGBM is among them. Default: true.</param>
    /// <param name="useFastTree">Whether FastTree is among them. Default: true.</param>
    /// <param name="useLbfgsPoissonRegression">Whether Poisson regression by L-BFGS is among them. Default: true.</param>
    /// <param name="useSdca">Whether linear regression by SDCA is among them. Default: true.</param>
    /// <param name="fastTreeOption">FastTree's parameters; null for the defaults.</param>
    /// <param name="lgbmOption">LightGBM's parameters; null for the defaults.</param>
    /// <param name="fastForestOption">FastForest's parameters; null for the defaults.</param>
    /// <param name="lbfgsPoissonRegressionOption">Poisson regression's parameters; null for the defaults.</param>
    /// <param name="sdcaOption">SDCA's parameters; null for the defaults.</param>
    /// <param name="fastTreeSearchSpace">FastTree's search space; null for the default.</param>
    /// <param name="lgbmSearchSpace">LightGBM's search space; null for the default.</param>
    /// <param name="fastForestSearchSpace">FastForest's search space; null for the default.</param>
    /// <param name="lbfgsPoissonRegressionSearchSpace">Poisson regression's search space; null for the default.</param>
    /// <param name="sdcaSearchSpace">SDCA's search space; null for the default.</param>
    /// <exception cref="ArgumentException">No trainer is among them.</exception>
    public SweepablePipeline Regression(
        string labelColumnName = "Label",
        string featureColumnName = "Features",
        string? exampleWeightColumnName = null,
        bool useFastForest = true,
        bool useLgbm = true,
        bool useFastTree = true,
        bool useLbfgsPoissonRegression = true,
        bool useSdca = true,
        FastTreeOption? fastTreeOption = null,
        LgbmOption? lgbmOption = null,
        FastForestOption? fastForestOption = null,
        LbfgsOption? lbfgsPoissonRegressionOption = null,
        SdcaOption? sdcaOption = null,
        SearchSpace<FastTreeOption>? fastTreeSearchSpace = null,
        SearchSpace<LgbmOption>? lgbmSearchSpace = null,
        SearchSpace<FastForestOption>? fastForestSearchSpace = null,
        SearchSpace<LbfgsOption>? lbfgsPoissonRegressionSearchSpace = null,
        SearchSpace<SdcaOption>? sdcaSearchSpace = null)
    {
        var trainers = new TrainerList(labelColumnName, featureColumnName, exampleWeightColumnName);
        trainers.Add(useFastTree, EstimatorType.FastTreeRegression, fastTreeOption, fastTreeSearchSpace, TreeTrainers.FastTreeRegression);
        trainers.Add(useFastForest, EstimatorType.FastForestRegression, fastForestOption, fastForestSearchSpace, TreeTrainers.FastForestRegression);
        trainers.Add(useLgbm, EstimatorType.LightGbmRegression, lgbmOption, lgbmSearchSpace, LightGbmTrainers.Regression);
        trainers.Add(useLbfgsPoissonRegression, EstimatorType.LbfgsPoissonRegressionRegression, lbfgsPoissonRegressionOption, lbfgsPoissonRegressionSearchSpace, LinearTrainers.Poisson);
        trainers.Add(useSdca, EstimatorType.SdcaRegression, sdcaOption, sdcaSearchSpace, LinearTrainers.SdcaRegression);
        return trainers.ToPipeline();
    }
}
