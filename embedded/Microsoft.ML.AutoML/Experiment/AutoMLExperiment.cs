using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.AutoML;

/// <summary>
/// A search over a space of parameters: one trial after the other, proposed by a tuner, run by a runner, watched by a monitor. Of each
/// of them the one set last is used. Their constructors and factories may ask for <see cref="MLContext"/>, <see cref="SweepablePipeline"/>,
/// <see cref="IDatasetManager"/>, <see cref="IMetricManager"/>, <see cref="IEvaluateMetricManager"/>, <see cref="IChannel"/> and
/// <see cref="AutoMLExperimentSettings"/>.
/// </summary>
public class AutoMLExperiment
{
    internal const string PipelineKey = "_pipeline_";

    private const int PerformanceIntervalInMilliseconds = 2000;

    private readonly MLContext _context;
    private readonly AutoMLExperimentSettings _settings;
    private readonly IChannel _channel;
    private TimeSpan? _timeLimit;
    private TrialResult? _best;

    /// <summary>
    /// An experiment with neither data, metric nor tuner yet.
    /// </summary>
    /// <param name="context">The context; its seed is the experiment's when the settings have none.</param>
    /// <param name="settings">The settings.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public AutoMLExperiment(MLContext context, AutoMLExperimentSettings settings)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(settings);
        _context = context;
        _settings = settings;
        _settings.Seed ??= ChildContext.SeedOf(context);
        _settings.SearchSpace ??= [];
        _channel = ((IChannelProvider)context).Start(nameof(AutoMLExperiment));
        Services.TryAddTransient(_ => ChildContext.Create(_context, _channel));
        Services.TryAddSingleton(_settings);
        Services.TryAddSingleton(_channel);
        this.SetPerformanceMonitor(PerformanceIntervalInMilliseconds);
    }

    internal ServiceCollection Services { get; } = [];

    internal TimeProvider Clock { get; set; } = TimeProvider.System;

    /// <summary>How many trials may fail, before any succeeded, until the run ends with the exception of the last.</summary>
    internal int FailureLimit { get; set; } = 1;

    /// <summary>Limits the time. The trial then running is cancelled.</summary>
    /// <param name="trainingTimeInSeconds">Seconds, above 0. Default: no limit.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is 0.</exception>
    public AutoMLExperiment SetTrainingTimeInSeconds(uint trainingTimeInSeconds)
    {
        ArgumentOutOfRangeException.ThrowIfZero(trainingTimeInSeconds);
        _settings.MaxExperimentTimeInSeconds = trainingTimeInSeconds;
        _timeLimit = TimeSpan.FromSeconds(trainingTimeInSeconds);
        return this;
    }

    /// <summary>Limits the number of trials, failed ones included.</summary>
    /// <param name="maxModel">Trials, above 0. Default: no limit.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not above 0.</exception>
    public AutoMLExperiment SetMaxModelToExplore(int maxModel)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxModel);
        _settings.MaxModels = maxModel;
        return this;
    }

    /// <summary>Limits the memory of the process while a trial runs; a trial that passes the limit is cancelled and counts as failed.</summary>
    /// <param name="value">Megabytes, above 0. Default: no limit.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not above 0.</exception>
    public AutoMLExperiment SetMaximumMemoryUsageInMegaByte(double value = double.MaxValue)
    {
        if (!(value > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "The memory limit must be above 0 megabytes.");
        }

        _settings.MaximumMemoryUsageInMegaByte = value;
        return this;
    }

    /// <summary>Adds a search space; a trial's parameters hold its sample under the same key.</summary>
    public AutoMLExperiment AddSearchSpace(string key, SearchSpace.SearchSpace searchSpace)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(searchSpace);
        _settings.SearchSpace[key] = searchSpace;
        return this;
    }

    /// <summary>Sets the monitor.</summary>
    public AutoMLExperiment SetMonitor<TMonitor>(TMonitor monitor)
        where TMonitor : class, IMonitor
        => With(services => services.AddSingleton<IMonitor>(monitor));

    /// <summary>Sets the monitor's type; its constructor is given what the experiment knows.</summary>
    public AutoMLExperiment SetMonitor<TMonitor>()
        where TMonitor : class, IMonitor
        => With(services => services.AddSingleton<IMonitor, TMonitor>());

    /// <summary>Sets what makes the monitor.</summary>
    public AutoMLExperiment SetMonitor<TMonitor>(Func<IServiceProvider, TMonitor> factory)
        where TMonitor : class, IMonitor
        => With(services => services.AddSingleton<IMonitor>(factory));

    /// <summary>Sets the runner of all trials. It is disposed after every trial.</summary>
    public AutoMLExperiment SetTrialRunner<TTrialRunner>(TTrialRunner runner)
        where TTrialRunner : class, ITrialRunner
        => With(services => services.AddSingleton<ITrialRunner>(runner));

    /// <summary>Sets what makes a runner for each trial.</summary>
    public AutoMLExperiment SetTrialRunner<TTrialRunner>(Func<IServiceProvider, TTrialRunner> factory)
        where TTrialRunner : class, ITrialRunner
        => With(services => services.AddTransient<ITrialRunner>(factory));

    /// <summary>Sets the type of the runner made for each trial; its constructor is given what the experiment knows.</summary>
    public AutoMLExperiment SetTrialRunner<TTrialRunner>()
        where TTrialRunner : class, ITrialRunner
        => With(services => services.AddTransient<ITrialRunner, TTrialRunner>());

    /// <summary>Sets the tuner.</summary>
    public AutoMLExperiment SetTuner<TTuner>(TTuner proposer)
        where TTuner : class, ITuner
        => With(services => services.AddSingleton<ITuner>(proposer));

    /// <summary>Sets what makes the tuner.</summary>
    public AutoMLExperiment SetTuner<TTuner>(Func<IServiceProvider, TTuner> factory)
        where TTuner : class, ITuner
        => With(services => services.AddSingleton<ITuner>(factory));

    /// <summary>Sets the tuner's type; its constructor is given what the experiment knows.</summary>
    public AutoMLExperiment SetTuner<TTuner>()
        where TTuner : class, ITuner
        => With(services => services.AddSingleton<ITuner, TTuner>());

    /// <summary>Runs the experiment; as <see cref="RunAsync"/>, with its errors inside an <see cref="AggregateException"/>.</summary>
    /// <returns>The trial with the smallest loss.</returns>
    public TrialResult Run() => RunAsync().Result;

    /// <summary>
    /// Runs trials until a limit is reached or <paramref name="ct"/> is signalled, then gives the best of those that ended.
    /// </summary>
    /// <param name="ct">Ends the experiment and cancels the running trial.</param>
    /// <returns>The trial with the smallest loss.</returns>
    /// <exception cref="InvalidOperationException">No tuner or no runner is set.</exception>
    /// <exception cref="TimeoutException">The experiment ended before any trial had a finite loss.</exception>
    public async Task<TrialResult> RunAsync(CancellationToken ct = default)
    {
        _settings.CancellationToken = ct;
        using var timeout = _timeLimit is { } limit ? new CancellationTokenSource(limit, Clock) : new CancellationTokenSource();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token);
        var loop = new TrialLoop(Services.BuildServiceProvider(), _channel, Clock, _best) { FailureLimit = FailureLimit };
        try
        {
            await loop.RunAsync(_settings.MaxModels, stop.Token).ConfigureAwait(false);
        }
        finally
        {
            _best = loop.Best;
        }

        return _best ?? throw new TimeoutException(
            "Training time finished without completing a successful trial. Either no trial completed or the metric of all completed trials was NaN or infinite. Allow more time or trials.");
    }

    private AutoMLExperiment With(Action<IServiceCollection> register)
    {
        register(Services);
        return this;
    }

    /// <summary>
    /// The settings of an experiment.
    /// </summary>
    public class AutoMLExperimentSettings : ExperimentSettings
    {
        /// <summary>The seed of the tuner; null for that of the experiment's context. Default: null.</summary>
        public int? Seed { get; set; }

        /// <summary>What is searched. Default: an empty space.</summary>
        public SearchSpace.SearchSpace SearchSpace { get; set; } = [];
    }
}
