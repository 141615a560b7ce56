using Microsoft.Extensions.DependencyInjection;
using Microsoft.ML.Runtime;
using Microsoft.ML.SearchSpace.Option;
using static Microsoft.ML.DataOperationsCatalog;

namespace Microsoft.ML.AutoML;

/// <summary>
/// What an experiment works on and how.
/// </summary>
public static class AutoMLExperimentExtension
{
    /// <summary>
    /// Trains on one part and validates on another.
    /// </summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="train">The rows to train on.</param>
    /// <param name="validation">The rows to validate on.</param>
    /// <param name="subSamplingTrainDataset">Whether the share of the training rows a trial uses is searched as well. Default: false.</param>
    public static AutoMLExperiment SetDataset(this AutoMLExperiment experiment, IDataView train, IDataView validation, bool subSamplingTrainDataset = false)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(validation);
        if (subSamplingTrainDataset)
        {
            var space = new SearchSpace.SearchSpace { [TrainValidateDatasetManager.SubSamplingKey] = new UniformSingleOption(0, 1, false, 0.1f) };
            experiment.AddSearchSpace(nameof(TrainValidateDatasetManager), space);
        }

        experiment.Services.AddSingleton<IDatasetManager>(new TrainValidateDatasetManager(train, validation));
        return experiment;
    }

    /// <summary>Trains on the one part of a split and validates on the other.</summary>
    public static AutoMLExperiment SetDataset(this AutoMLExperiment experiment, TrainTestData trainValidationSplit)
        => experiment.SetDataset(trainValidationSplit.TrainSet, trainValidationSplit.TestSet);

    /// <summary>
    /// Cross-validates.
    /// </summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="dataset">All rows.</param>
    /// <param name="fold">The number of folds, 2 or more. Default: 10.</param>
    /// <param name="samplingKeyColumnName">The column whose equal values stay in one fold; null for none. Default: null.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 2 folds.</exception>
    public static AutoMLExperiment SetDataset(this AutoMLExperiment experiment, IDataView dataset, int fold = 10, string? samplingKeyColumnName = null)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentOutOfRangeException.ThrowIfLessThan(fold, 2);
        experiment.Services.AddSingleton<IDatasetManager>(
            new CrossValidateDatasetManager { Dataset = dataset, Fold = fold, SamplingKeyColumnName = samplingKeyColumnName });
        return experiment;
    }

    /// <summary>Optimises a binary metric.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="metric">The metric.</param>
    /// <param name="labelColumn">The label's column. Default: "label".</param>
    /// <param name="predictedColumn">The column of the predicted label. Default: "PredictedLabel".</param>
    public static AutoMLExperiment SetBinaryClassificationMetric(this AutoMLExperiment experiment, BinaryClassificationMetric metric, string labelColumn = "label", string predictedColumn = "PredictedLabel")
        => experiment.SetMetric(new BinaryMetricManager(metric, labelColumn, predictedColumn));

    /// <summary>Optimises a multiclass metric.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="metric">The metric.</param>
    /// <param name="labelColumn">The label's column. Default: "label".</param>
    /// <param name="predictedColumn">The column of the predicted label. Default: "PredictedLabel".</param>
    public static AutoMLExperiment SetMulticlassClassificationMetric(this AutoMLExperiment experiment, MulticlassClassificationMetric metric, string labelColumn = "label", string predictedColumn = "PredictedLabel")
        => experiment.SetMetric(new MulticlassMetricManager(metric, labelColumn, predictedColumn));

    /// <summary>Optimises a regression metric.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="metric">The metric.</param>
    /// <param name="labelColumn">The label's column. Default: "Label".</param>
    /// <param name="scoreColumn">The column of the prediction. Default: "Score".</param>
    public static AutoMLExperiment SetRegressionMetric(this AutoMLExperiment experiment, RegressionMetric metric, string labelColumn = "Label", string scoreColumn = "Score")
        => experiment.SetMetric(new RegressionMetricManager(metric, labelColumn, scoreColumn));

    /// <summary>
    /// Searches a pipeline. This also sets the tuner, the runner and the monitor that go with it: set your own after.
    /// </summary>
    public static AutoMLExperiment SetPipeline(this AutoMLExperiment experiment, SweepablePipeline pipeline)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        experiment.AddSearchSpace(AutoMLExperiment.PipelineKey, pipeline.SearchSpace);
        experiment.Services.AddSingleton(pipeline);
        return experiment.SetTrialRunner<SweepablePipelineRunner>().SetMonitor<MLContextMonitor>().SetTuner<PipelineTuner>();
    }

    /// <summary>Watches every trial with a <see cref="DefaultPerformanceMonitor"/>, as an experiment does from the start.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="checkIntervalInMilliseconds">Milliseconds between two looks, above 0. Default: 1,000; where this is not called: 2,000.</param>
    /// <exception cref="ArgumentOutOfRangeException">The interval is not above 0.</exception>
    public static AutoMLExperiment SetPerformanceMonitor(this AutoMLExperiment experiment, int checkIntervalInMilliseconds = 1000)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(checkIntervalInMilliseconds);
        return experiment.SetPerformanceMonitor(services => new DefaultPerformanceMonitor(
            services.GetRequiredService<AutoMLExperiment.AutoMLExperimentSettings>(),
            services.GetService<IChannel>(),
            checkIntervalInMilliseconds,
            experiment.Clock));
    }

    /// <summary>Sets what makes the monitor of each trial's performance.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="factory">Makes it.</param>
    public static AutoMLExperiment SetPerformanceMonitor<TPerformanceMonitor>(this AutoMLExperiment experiment, Func<IServiceProvider, TPerformanceMonitor> factory)
        where TPerformanceMonitor : class, IPerformanceMonitor
    {
        experiment.Services.AddTransient<IPerformanceMonitor>(factory);
        return experiment;
    }

    /// <summary>Sets the type of the monitor made for each trial; its constructor is given what the experiment knows.</summary>
    /// <param name="experiment">The experiment.</param>
    public static AutoMLExperiment SetPerformanceMonitor<TPerformanceMonitor>(this AutoMLExperiment experiment)
        where TPerformanceMonitor : class, IPerformanceMonitor
    {
        experiment.Services.AddTransient<IPerformanceMonitor, TPerformanceMonitor>();
        return experiment;
    }

    /// <summary>Proposes points at random.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="seed">The seed; null for the experiment's. Default: null.</param>
    public static AutoMLExperiment SetRandomSearchTuner(this AutoMLExperiment experiment, int? seed = null)
        => experiment.SetTuner(services =>
        {
            var settings = services.GetRequiredService<AutoMLExperiment.AutoMLExperimentSettings>();
            return new RandomSearchTuner(settings.SearchSpace, seed ?? settings.Seed);
        });

    /// <summary>Proposes the points of a grid, again from the first once all were proposed.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="step">How many values a range is divided into. Default: 10.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="step"/> is not above 0.</exception>
    public static AutoMLExperiment SetGridSearchTuner(this AutoMLExperiment experiment, int step = 10)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(step);
        return experiment.SetTuner(services =>
            new GridSearchTuner(services.GetRequiredService<AutoMLExperiment.AutoMLExperimentSettings>().SearchSpace, step));
    }

    /// <summary>Searches every pipeline by local steps from its defaults, the one that promises most first. It is what <see cref="SetPipeline"/> sets.</summary>
    /// <param name="experiment">The experiment.</param>
    public static AutoMLExperiment SetEciCostFrugalTuner(this AutoMLExperiment experiment) => experiment.SetTuner<PipelineTuner>();

    /// <summary>Searches all parameters, the choice of the pipeline among them, by local steps from the defaults.</summary>
    /// <param name="experiment">The experiment.</param>
    public static AutoMLExperiment SetCostFrugalTuner(this AutoMLExperiment experiment) => experiment.SetTuner<CostFrugalTuner>();

    /// <summary>
    /// Learns the loss from the trials so far with a forest, and tries where the most improvement is expected, in turn with random points.
    /// </summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="numberInitialPopulation">Trials before the first model, above 0. Default: 20.</param>
    /// <param name="fitModelEveryNTrials">Trials between two models, above 0. Default: 10.</param>
    /// <param name="numberOfTrees">Trees, above 0. Default: 10.</param>
    /// <param name="nMinForSpit">The fewest trials that are split, 2 or more. Default: 2.</param>
    /// <param name="splitRatio">The share of coordinates a split may use, above 0 to 1. Default: 0.8.</param>
    /// <param name="localSearchParentCount">Trials from which better points are walked to, 0 or more. Default: 5.</param>
    /// <param name="numRandomEISearchConfigurations">Random points that are judged by the model, 0 or more. Default: 5,000.</param>
    /// <param name="epsilon">A walk ends at a smaller gain, 0 or more. Default: 1e-5.</param>
    /// <param name="numNeighboursForNumericalParams">Neighbours in each coordinate, above 0. Default: 4.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument lies outside its range.</exception>
    public static AutoMLExperiment SetSmacTuner(
        this AutoMLExperiment experiment,
        int numberInitialPopulation = 20,
        int fitModelEveryNTrials = 10,
        int numberOfTrees = 10,
        int nMinForSpit = 2,
        float splitRatio = 0.8f,
        int localSearchParentCount = 5,
        int numRandomEISearchConfigurations = 5000,
        double epsilon = 1e-5,
        int numNeighboursForNumericalParams = 4)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(numberInitialPopulation);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(fitModelEveryNTrials);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(numberOfTrees);
        ArgumentOutOfRangeException.ThrowIfLessThan(nMinForSpit, 2);
        ArgumentOutOfRangeException.ThrowIfNegative(localSearchParentCount);
        ArgumentOutOfRangeException.ThrowIfNegative(numRandomEISearchConfigurations);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(numNeighboursForNumericalParams);
        if (!(splitRatio > 0 && splitRatio <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(splitRatio), splitRatio, "The share of coordinates must lie above 0 and not above 1.");
        }

        if (!(epsilon >= 0))
        {
            throw new ArgumentOutOfRangeException(nameof(epsilon), epsilon, "The smallest gain must be 0 or more.");
        }

        var options = new SmacOptions(
            numberInitialPopulation, fitModelEveryNTrials, numberOfTrees, nMinForSpit, splitRatio, localSearchParentCount, numRandomEISearchConfigurations, epsilon, numNeighboursForNumericalParams);
        return experiment.SetTuner(services => new SmacTuner(
            services.GetRequiredService<AutoMLExperiment.AutoMLExperimentSettings>(), services.GetService<TrialHistory>(), options));
    }

    /// <summary>
    /// Keeps the trials in a CSV file in a folder, and goes on from those found there for the same search space and metric.
    /// </summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="folder">The folder; made when it is not there.</param>
    public static AutoMLExperiment SetCheckpoint(this AutoMLExperiment experiment, string folder)
    {
        Directory.CreateDirectory(folder);
        experiment.Services.AddSingleton(services =>
        {
            var settings = services.GetRequiredService<AutoMLExperiment.AutoMLExperimentSettings>();
            var metric = services.GetService<IMetricManager>();
            var name = $"trialResults-{settings.SearchSpace.GetHashCode()}{(metric is null ? "" : $"-{metric.MetricName}")}.csv";
            return new TrialHistory(Path.Combine(folder, name), settings.SearchSpace);
        });
        return experiment;
    }

    private static AutoMLExperiment SetMetric(this AutoMLExperiment experiment, IEvaluateMetricManager metric)
    {
        experiment.Services.AddSingleton<IMetricManager>(metric);
        experiment.Services.AddSingleton(metric);
        return experiment;
    }
}
