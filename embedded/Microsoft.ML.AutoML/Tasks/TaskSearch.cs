using Microsoft.Extensions.DependencyInjection;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using static Microsoft.ML.DataOperationsCatalog;

namespace Microsoft.ML.AutoML;

/// <summary>
/// One execution of an experiment: builds the pipeline for the data, searches it within the limits and keeps every run.
/// </summary>
internal sealed class TaskSearch<TMetrics>(MLContext context, ExperimentSettings settings, ExperimentTask<TMetrics> task)
    where TMetrics : class
{
    // A name no data set has: it would otherwise hide a column of features.
    private const string Features = "__Features__";

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>
    /// Searches.
    /// </summary>
    /// <param name="parts">The parts to train and to validate on.</param>
    /// <param name="columns">What the columns are for.</param>
    /// <param name="preFeaturizer">What goes before the features are made; null for nothing.</param>
    /// <param name="report">Takes each run as it ends.</param>
    /// <returns>All runs in their order, and the best.</returns>
    public (IReadOnlyList<TaskRun<TMetrics>> Runs, TaskRun<TMetrics> Best) Run(
        IReadOnlyList<TrainTestData> parts, ColumnInformation columns, IEstimator<ITransformer>? preFeaturizer, Action<TaskRun<TMetrics>> report)
    {
        var pipeline = BuildPipeline(parts[0].TrainSet, columns, preFeaturizer);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(settings.CancellationToken);
        var experiment = CreateExperiment(pipeline);
        var channel = ((IChannelProvider)context).Start(nameof(AutoMLExperiment));
        var monitor = new TaskMonitor<TMetrics>(new MLContextMonitor(channel, pipeline), ChildContext.Create(context, channel), pipeline, report, stop);
        experiment.SetMonitor(monitor);
        experiment.SetTrialRunner(services => new TaskTrialRunner<TMetrics>(
            services.GetRequiredService<MLContext>(), task, pipeline, parts, columns.LabelColumnName, settings.CacheBeforeTrainer == CacheBeforeTrainer.On));

        // Errors come inside an AggregateException, as from AutoMLExperiment.Run.
        TrialResult? best = null;
        try
        {
            best = experiment.RunAsync(stop.Token).Result;
        }
        finally
        {
            monitor.ReportFailure?.Throw();
        }

        return (monitor.Runs, monitor.Runs.First(run => run.TrialId == best.TrialSettings.TrialId));
    }

    private AutoMLExperiment CreateExperiment(SweepablePipeline pipeline)
    {
        var experiment = context.Auto().CreateExperiment();
        experiment.Clock = Clock;

        // Every pipeline is tried once before the search gives up: one trainer may not suit the data where another does.
        experiment.FailureLimit = pipeline.PipelineCount;
        experiment.Services.AddSingleton<IMetricManager>(task);
        if (settings.MaximumMemoryUsageInMegaByte is { } megabytes)
        {
            experiment.SetMaximumMemoryUsageInMegaByte(megabytes);
        }

        return experiment
            .SetMaxModelToExplore(settings.MaxModels)
            .SetTrainingTimeInSeconds(settings.MaxExperimentTimeInSeconds)
            .SetPipeline(pipeline);
    }

    private SweepablePipeline BuildPipeline(IDataView train, ColumnInformation columns, IEstimator<ITransformer>? preFeaturizer)
    {
        var front = new SweepablePipeline();
        var seen = train;
        if (preFeaturizer is not null)
        {
            // The columns are judged as the trainers will see them, so what the pre-featurizer adds is among the features.
            front = front.Append(preFeaturizer);
            seen = preFeaturizer.Fit(train).Transform(train);
        }

        var labelType = TaskData.CheckColumns(seen, columns, task.LabelViolation);
        var features = context.Auto().Featurizer(seen, columns, Features);
        if (features.Estimators.Count == 0)
        {
            throw new ArgumentException(
                $"None of the columns {string.Join(", ", seen.Schema.Where(column => !column.IsHidden).Select(column => column.Name))} is a feature: "
                + "name columns as numeric, categorical or text in the column information, or give data with more columns.");
        }

        return task.Complete(context, front.Append(features), new TaskColumns(columns.LabelColumnName, Features, columns.ExampleWeightColumnName), labelType);
    }
}
