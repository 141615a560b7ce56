using Microsoft.ML;
using Microsoft.ML.AutoML;
using MLNetTuning.Experiments.Spaces;
using MLNetTuning.Sweepers;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Experiments.Tuning;

/// <summary>
/// What a sweeper plugged into an experiment keeps over all of its trials, because ML.NET disposes a runner after each: the study, the folds, the checkpoints.
/// Made by the first part ML.NET asks for, from what <c>SetPipeline</c>, the metric and the data set put into its container.
/// </summary>
internal sealed class ExperimentSweep(Sweeper sweeper, SweepOptions options)
{
    private readonly Lock _lock = new();
    private Parts? _parts;

    internal ITuner Tuner(IServiceProvider services) => Make(services).Tuner;

    internal ITrialRunner Runner(IServiceProvider services) => new ExperimentTrialRunner(Make(services).Fits, Get<MLContext>(services, "a context"));

    private Parts Make(IServiceProvider services)
    {
        lock (_lock)
        {
            return _parts ??= Create(services);
        }
    }

    private Parts Create(IServiceProvider services)
    {
        var pipeline = Get<SweepablePipeline>(services, "a pipeline: call SetPipeline");
        var metric = Get<IEvaluateMetricManager>(services, "a metric: call SetBinaryClassificationMetric, SetMulticlassClassificationMetric or SetRegressionMetric");
        var data = Get<IDatasetManager>(services, "data: call SetDataset");
        var settings = Get<AutoMLExperiment.AutoMLExperimentSettings>(services, "settings");
        var space = new PipelineSpace(pipeline.SearchSpace);
        var study = new Study(space.Space, sweeper, new StudyOptions
        {
            Direction = metric.IsMaximize ? ObjectiveDirection.Maximize : ObjectiveDirection.Minimize,
            Seed = options.Seed ?? settings.Seed ?? 0,
            InitialConfigurations = space.Defaults(),
            Name = options.StudyName,
            Store = options.Store,
        });
        options.Opened?.Invoke(study);
        var book = new TrialBook(TrialBook.Place(options.Checkpoints, options.Store, study.Name));
        var folds = ExperimentFolds.Of(data, Get<MLContext>(services, "a context"));
        return new Parts(new SweeperTuner(study, space, book), new ExperimentFits(pipeline, metric, folds, options, new SearchKeeper(study, book)));
    }

    private static T Get<T>(IServiceProvider services, string what)
        where T : class => services.GetService(typeof(T)) as T
            ?? throw new InvalidOperationException($"A sweeper needs {what} before the experiment runs.");

    private sealed record Parts(SweeperTuner Tuner, ExperimentFits Fits);
}
