using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.SearchSpace;
using Microsoft.ML.SearchSpace.Option;
using Microsoft.ML.Trainers.FastTree;
using Microsoft.ML.Trainers.LightGbm;
using MLNetTuning.Estimators;
using MLNetTuning.Estimators.BoostedTrees;
using MLNetTuning.Experiments.Trainers;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Boosting;
using SearchSpace = Microsoft.ML.SearchSpace.SearchSpace;

namespace MLNetTuning;

/// <summary>Trees, networks and linear models with search spaces that fit a table, to append to a featurizer.</summary>
public static class SweepableTrainersExtensions
{
    /// <summary>All trainers that are worth a trial for a task: FastTree and LightGbm (our boosted trees for several classes), our dense network and a linear model.</summary>
    /// <param name="tuning">The tuning catalog.</param>
    /// <param name="task">What there is to predict.</param>
    /// <param name="labelColumnName">Boolean (binary), key (multiclass) or Single (regression). Default <c>Label</c>.</param>
    /// <param name="featureColumnName">A vector of Single. Default <c>Features</c>.</param>
    /// <param name="seed">Seed of the trainers. Default 0.</param>
    public static SweepableTrainer[] Trainers(this TuningCatalog tuning, PredictionTask task, string labelColumnName = "Label", string featureColumnName = "Features", int seed = 0)
    {
        ArgumentNullException.ThrowIfNull(tuning);
        var columns = new TrainerColumns(labelColumnName, featureColumnName, seed);
        var network = new SweepableTrainer("DenseNetwork", TrainerFamily.Networks, (c, p) => DenseNetworkSpace.Build(c, p, task, columns), DenseNetworkSpace.Space())
        {
            FullBudget = SweepableTrainerDefaults.Epochs,
        };
        var lightGbm = Trees("LightGbm", (c, p) => BuildLightGbm(c, p, task, columns), TreeSpace(l2: true), HostTrees.RunAlone);
        return task switch
        {
            PredictionTask.Binary => [FastTree(task, columns), lightGbm, network, Linear("LbfgsLogisticRegression", task, columns)],
            // ML.NET's LightGBM does not publish a multiclass model's trees, so neither an ensemble nor a portable file could hold it.
            PredictionTask.Multiclass => [Trees("BoostedTrees", (c, p) => BuildBoostedTrees(c, p, columns), TreeSpace(l2: true)), network, Linear("LbfgsMaximumEntropy", task, columns)],
            _ => [FastTree(task, columns), lightGbm, network, Linear("LbfgsPoissonRegression", task, columns)],
        };
    }

    private static SweepableTrainer FastTree(PredictionTask task, TrainerColumns columns) =>
        Trees("FastTree", (c, p) => BuildFastTree(c, p, task, columns), TreeSpace(l2: false), HostTrees.RunAlone);

    private static SweepableTrainer Trees(string name, Func<MLContext, Parameter, IEstimator<ITransformer>> factory, SearchSpace space, bool runsAlone = false) =>
        new(name, TrainerFamily.Trees, factory, space) { FullBudget = SweepableTrainerDefaults.Trees, MinimumBudget = SweepableTrainerDefaults.MinimumTrees, RunsAlone = runsAlone };

    private static SweepableTrainer Linear(string name, PredictionTask task, TrainerColumns columns) =>
        new(name, TrainerFamily.Linear, (c, p) => BuildLinear(c, p, task, columns), new SearchSpace { ["L2"] = new UniformDoubleOption(0.03, 100, logBase: true, defaultValue: 1) });

    private static SearchSpace TreeSpace(bool l2)
    {
        var space = new SearchSpace
        {
            ["Leaves"] = new UniformIntOption(SweepableTrainerDefaults.MinimumLeaves, SweepableTrainerDefaults.MaximumLeaves, logBase: true, defaultValue: 8),
            ["RowsPerLeaf"] = new UniformIntOption(SweepableTrainerDefaults.MinimumRowsPerLeaf, SweepableTrainerDefaults.MaximumRowsPerLeaf, logBase: true, defaultValue: 20),
            ["Columns"] = new UniformDoubleOption(SweepableTrainerDefaults.MinimumColumns, 1, defaultValue: 0.7),
        };
        if (l2)
        {
            space["Rows"] = new UniformDoubleOption(SweepableTrainerDefaults.MinimumRows, 1, defaultValue: 0.8);
            space["L2"] = new UniformDoubleOption(SweepableTrainerDefaults.MinimumL2, SweepableTrainerDefaults.MaximumL2, logBase: true, defaultValue: 10);
        }

        return space;
    }

    private static int Trees() => TrialContext.Current is { Budget: > 0 } trial ? (int)trial.Budget : SweepableTrainerDefaults.Trees;

    private static IEstimator<ITransformer> BuildFastTree(MLContext context, Parameter p, PredictionTask task, TrainerColumns columns)
    {
        void Set(BoostedTreeOptions options)
        {
            options.NumberOfTrees = Trees();
            options.NumberOfLeaves = p["Leaves"].AsType<int>();
            options.MinimumExampleCountPerLeaf = p["RowsPerLeaf"].AsType<int>();
            options.LearningRate = SweepableTrainerDefaults.TreeLearningRate;
            options.FeatureFraction = p["Columns"].AsType<double>();
            options.NumberOfThreads = 1;
            options.Seed = columns.Seed;
            options.LabelColumnName = columns.Label;
            options.FeatureColumnName = columns.Features;
        }

        if (task == PredictionTask.Binary)
        {
            var options = new FastTreeBinaryTrainer.Options();
            Set(options);
            return context.BinaryClassification.Trainers.FastTree(options).AsEstimator();
        }

        var regression = new FastTreeRegressionTrainer.Options();
        Set(regression);
        return context.Regression.Trainers.FastTree(regression).AsEstimator();
    }

    private static IEstimator<ITransformer> BuildLightGbm(MLContext context, Parameter p, PredictionTask task, TrainerColumns columns)
    {
        var booster = new GradientBooster.Options
        {
            FeatureFraction = p["Columns"].AsType<double>(),
            SubsampleFraction = p["Rows"].AsType<double>(),
            SubsampleFrequency = 1,
            L2Regularization = p["L2"].AsType<double>(),
        };
        return task switch
        {
            PredictionTask.Binary => context.BinaryClassification.Trainers.LightGbm(new LightGbmBinaryTrainer.Options
            {
                NumberOfIterations = Trees(),
                NumberOfLeaves = p["Leaves"].AsType<int>(),
                MinimumExampleCountPerLeaf = p["RowsPerLeaf"].AsType<int>(),
                LearningRate = SweepableTrainerDefaults.TreeLearningRate,
                Booster = booster,
                NumberOfThreads = 1,
                Seed = columns.Seed,
                LabelColumnName = columns.Label,
                FeatureColumnName = columns.Features,
            }).AsEstimator(),
            _ => context.Regression.Trainers.LightGbm(new LightGbmRegressionTrainer.Options
            {
                NumberOfIterations = Trees(),
                NumberOfLeaves = p["Leaves"].AsType<int>(),
                MinimumExampleCountPerLeaf = p["RowsPerLeaf"].AsType<int>(),
                LearningRate = SweepableTrainerDefaults.TreeLearningRate,
                Booster = booster,
                NumberOfThreads = 1,
                Seed = columns.Seed,
                LabelColumnName = columns.Label,
                FeatureColumnName = columns.Features,
            }).AsEstimator(),
        };
    }

    private static IEstimator<ITransformer> BuildBoostedTrees(MLContext context, Parameter p, TrainerColumns columns)
    {
        var options = new BoostedTreesOptions
        {
            Boosting = new BoostingOptions
            {
                Loss = BoostingLoss.Softmax,
                Trees = SweepableTrainerDefaults.Trees,
                Leaves = p["Leaves"].AsType<int>(),
                MinRowsPerLeaf = p["RowsPerLeaf"].AsType<int>(),
                LearningRate = SweepableTrainerDefaults.TreeLearningRate,
                ColumnSampling = p["Columns"].AsType<double>(),
                RowSampling = p["Rows"].AsType<double>(),
                L2 = p["L2"].AsType<double>(),
                Seed = columns.Seed,
            },
        };
        return context.MulticlassClassification.Trainers.BoostedTrees(columns.Label, columns.Features, options: options).AsEstimator();
    }

    private static IEstimator<ITransformer> BuildLinear(MLContext context, Parameter p, PredictionTask task, TrainerColumns columns)
    {
        var scaled = columns.Features + "_scaled";
        var l2 = p["L2"].AsType<float>();
        IEstimator<ITransformer> trainer = task switch
        {
            PredictionTask.Binary => context.BinaryClassification.Trainers.LbfgsLogisticRegression(columns.Label, scaled, l1Regularization: 0, l2Regularization: l2).AsEstimator(),
            PredictionTask.Multiclass => context.MulticlassClassification.Trainers.LbfgsMaximumEntropy(columns.Label, scaled, l1Regularization: 0, l2Regularization: l2).AsEstimator(),
            _ => context.Regression.Trainers.LbfgsPoissonRegression(columns.Label, scaled, l1Regularization: 0, l2Regularization: l2).AsEstimator(),
        };
        return new EstimatorChain<ITransformer>()
            .Append<ITransformer>(context.Transforms.NormalizeMeanVariance(scaled, columns.Features, fixZero: false))
            .Append(trainer);
    }

    /// <summary>Gives trainers of different model types one static type.</summary>
    private static IEstimator<ITransformer> AsEstimator(this IEstimator<ITransformer> trainer) => trainer;
}
