using Microsoft.ML;
using Microsoft.ML.AutoML;
using MLNetTuning.Estimators;
using MLNetTuning.Experiments.Data;
using MLNetTuning.Experiments.Spaces;
using MLNetTuning.Experiments.Tuning;
using MLNetTuning.Sweepers;
using MLNetTuning.Sweepers.Schedulers;
using MLNetTuning.Sweepers.Storage;
using MLNetTuning.Sweepers.Studies;
using MLNetTuning.Trainers;

namespace MLNetTuning;

/// <summary>Plugs our sweepers into ML.NET's <see cref="AutoMLExperiment"/>.</summary>
public static class ExperimentTuningExtensions
{
    /// <summary>Loads a delimited file with a header: columns inferred, label typed for its task, and the file checked.</summary>
    /// <param name="tuning">The tuning catalog.</param>
    /// <param name="path">The file.</param>
    /// <param name="labelColumnName">The header of the column to predict.</param>
    /// <param name="task">The task, or null (default) to infer it: two values are binary, text or up to 10 whole numbers multiclass, else regression.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file can't be trained on; the message says where and what to do.</exception>
    public static LoadedTable LoadTable(this TuningCatalog tuning, string path, string labelColumnName, PredictionTask? task = null)
    {
        ArgumentNullException.ThrowIfNull(tuning);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentException.ThrowIfNullOrWhiteSpace(labelColumnName);
        return new TableLoader(tuning.Context, path, labelColumnName, task).Load();
    }

    /// <summary>
    /// Hyperband for a search over trees, networks and linear models: rungs at 1, 3, 7 and 15 fifteenths of the horizon, where the coslog4
    /// schedule of a network is annealed; every pipeline in every bracket, and the best configuration of each promoted.
    /// </summary>
    /// <param name="tuning">The tuning catalog.</param>
    /// <param name="iterations">How often the whole plan is run, 1 or more. Default 1.</param>
    public static Sweeper Hyperband(this TuningCatalog tuning, int iterations = 1)
    {
        ArgumentNullException.ThrowIfNull(tuning);
        return Sweeper.Hyperband(new HyperbandOptions
        {
            Rungs = [1, 3, 7, 15],
            Factor = 3,
            Iterations = iterations,
            StratifyBy = PipelineSpace.SchemaKey,
            PromoteBestOfEach = PipelineSpace.SchemaKey,
        });
    }

    /// <summary>Prepares a search: reads the labels, fixes the folds.</summary>
    /// <param name="tuning">The tuning catalog.</param>
    /// <param name="data">Training rows; no other rows may enter the search.</param>
    /// <param name="options">How trials are validated and run.</param>
    /// <exception cref="ArgumentException">An option or the label column does not fit.</exception>
    public static TuningSession CreateSession(this TuningCatalog tuning, IDataView data, TuningOptions options)
    {
        ArgumentNullException.ThrowIfNull(tuning);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(options);
        return new TuningSession(tuning.Context, data, options);
    }

    /// <summary>
    /// Makes an experiment search with one of our sweepers. Call it after <c>SetPipeline</c>: it replaces the tuner and the trial runner.
    /// A rung of a bracket is one ML.NET trial; where the plan is finite it sets the number of models. Time and trial limits of the experiment hold.
    /// </summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="pipeline">The pipeline given to <c>SetPipeline</c>.</param>
    /// <param name="sweeper">What to try and for how long.</param>
    /// <param name="session">The rows to search on; it keeps what is found.</param>
    /// <param name="maxTrials">At most this many trials; null (default) for the sweeper's whole plan.</param>
    /// <param name="opened">Is handed the study, to look at its trials or to take them by the hand while the experiment runs; null (default) for nobody.</param>
    public static AutoMLExperiment SetSweeper(
        this AutoMLExperiment experiment, SweepablePipeline pipeline, Sweeper sweeper, TuningSession session, int? maxTrials = null, Action<Study>? opened = null)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        ArgumentNullException.ThrowIfNull(pipeline);
        ArgumentNullException.ThrowIfNull(sweeper);
        ArgumentNullException.ThrowIfNull(session);
        var space = new PipelineSpace(pipeline.SearchSpace);
        var study = space.Open(sweeper, session, null, null);
        var planned = Smaller(study.PlannedTrials, maxTrials);
        session.Plan(planned);
        opened?.Invoke(study);
        var book = new TrialBook();
        var tuner = new SweeperTuner(study, space, book);
        return Limited(experiment, planned).SetTuner<ITuner>(_ => tuner).SetTrialRunner<ITrialRunner>(_ => new SessionTrialRunner(session, pipeline, book));
    }

    /// <summary>
    /// Makes an experiment search with one of our sweepers. Call it after <c>SetPipeline</c>, whose tuner and trial runner it replaces; data, metric and monitor stay
    /// the experiment's. A rung of a bracket is one ML.NET trial, our networks and boosted trees go on from their checkpoints, and where the plan is finite it sets
    /// the number of models. A trial that fails is one of the largest loss; it does not end the run.
    /// </summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="sweeper">What to try and for how long.</param>
    /// <param name="options">Limits, seed and the meaning of the budget; defaults when null.</param>
    /// <exception cref="ArgumentException">An option is not allowed; the message lists every violation.</exception>
    public static AutoMLExperiment SetSweeper(this AutoMLExperiment experiment, Sweeper sweeper, SweepOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        ArgumentNullException.ThrowIfNull(sweeper);
        options ??= new SweepOptions();
        options.Validate();
        var sweep = new ExperimentSweep(sweeper, options);
        return Limited(experiment, Smaller(sweeper.PlannedTrials, options.MaxTrials)).SetTuner(sweep.Tuner).SetTrialRunner(sweep.Runner);
    }

    /// <summary>Opens a search of a pipeline with a loop of its own, which runs trials side by side.</summary>
    /// <param name="session">The rows to search on and the metric; it keeps what is found.</param>
    /// <param name="pipeline">The pipelines to choose from.</param>
    /// <param name="sweeper">What to try and for how long.</param>
    /// <param name="store">Where trials are kept; null (the default) means in memory. A store that has the study goes on with it; several processes may work on one.</param>
    /// <param name="name">The study's name in the store; null (the default) means "study".</param>
    /// <param name="checkpoints">
    /// Where a training's state is kept between rungs, such as a folder all workers share; null (the default) means in the store's database, and in memory without one.
    /// </param>
    /// <exception cref="ArgumentException">The sweeper does not fit the pipeline's space.</exception>
    public static PipelineSearch Search(
        this TuningSession session, SweepablePipeline pipeline, Sweeper sweeper, IStudyStore? store = null, string? name = null, IStudyCheckpoints? checkpoints = null)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(pipeline);
        ArgumentNullException.ThrowIfNull(sweeper);
        return new PipelineSearch(session, pipeline, sweeper, store, name, checkpoints);
    }

    /// <summary>Searches a pipeline with a loop of its own, which runs trials side by side: <see cref="Search"/> and <see cref="PipelineSearch.Run"/> in one.</summary>
    /// <param name="session">The rows to search on and the metric; it keeps what is found.</param>
    /// <param name="pipeline">The pipelines to choose from.</param>
    /// <param name="sweeper">What to try and for how long.</param>
    /// <param name="limits">How many trials, for how long, and how many side by side; defaults when null.</param>
    /// <param name="monitor">Is told of every trial; null (the default) for nobody.</param>
    /// <param name="cancellationToken">Ends the run and cancels the running trials.</param>
    /// <returns>Why the run ended.</returns>
    /// <exception cref="ArgumentException">The plan has no end and no limit is given, or an option is not allowed.</exception>
    public static RunEnd Run(
        this TuningSession session, SweepablePipeline pipeline, Sweeper sweeper, RunOptions? limits = null, IMonitor? monitor = null, CancellationToken cancellationToken = default) =>
        session.Search(pipeline, sweeper).Run(limits, monitor, cancellationToken);

    private static AutoMLExperiment Limited(AutoMLExperiment experiment, int? trials) => trials is { } count ? experiment.SetMaxModelToExplore(count) : experiment;

    private static int? Smaller(int? one, int? other) => one is { } a && other is { } b ? Math.Min(a, b) : one ?? other;
}
