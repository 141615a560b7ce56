using Microsoft.Extensions.DependencyInjection;
using Microsoft.ML;
using Microsoft.ML.AutoML;
using Microsoft.ML.Runtime;
using Microsoft.ML.SearchSpace;
using Microsoft.ML.SearchSpace.Option;
using SearchSpace = Microsoft.ML.SearchSpace.SearchSpace;

namespace MLNetTuning.Host.Tests.AutoML;

public sealed class AutoMLExperimentTests
{
    private readonly MLContext _context = new(1);
    private readonly Log _log = new();

    [Fact]
    public void Run_TrialLimit_RunsThatManyAndGivesTheBest()
    {
        var best = Experiment(x => Math.Abs(x - 3)).SetMaxModelToExplore(6).Run();

        Assert.Equal(3, best.TrialSettings.TrialId);
        Assert.Equal(0, best.Loss);
        Assert.Equal([0, 1, 2, 3, 4, 5], _log.Running);
        Assert.Equal([0, 1, 2, 3, 4, 5], _log.Completed);
        Assert.Equal([0, 1, 2, 3], _log.Best);
        Assert.Equal([3.0, 2, 1, 0, 1, 2], _log.Told);
        Assert.Equal([.. Enumerable.Range(1, 6).Select(count => $"disposed {count} told {count}")], _log.Disposals);
    }

    [Fact]
    public void Run_LaterTrialFails_GoesOnAndTellsTheTunerTheLargestLoss()
    {
        var best = Experiment(x => x == 1 ? throw new InvalidDataException("boom") : 10 - x).SetMaxModelToExplore(3).Run();

        Assert.Equal(2, best.TrialSettings.TrialId);
        Assert.Equal([1], _log.Failed);
        Assert.Equal([10.0, double.MaxValue, 8], _log.Told);
    }

    [Fact]
    public void Run_FirstTrialFails_Throws()
    {
        var experiment = Experiment(_ => throw new InvalidDataException("boom")).SetMaxModelToExplore(3);

        var exception = Assert.Throws<AggregateException>(experiment.Run);

        Assert.Equal("boom", Assert.IsType<InvalidDataException>(exception.InnerException).Message);
        Assert.Equal([0], _log.Failed);
    }

    [Fact]
    public async Task RunAsync_LossNeverFinite_ThrowsTimeout()
    {
        var experiment = Experiment(_ => double.NaN).SetMaxModelToExplore(2);

        await Assert.ThrowsAsync<TimeoutException>(() => experiment.RunAsync());

        Assert.Equal([0, 1], _log.Completed);
    }

    [Fact]
    public async Task RunAsync_Cancelled_GivesTheBestOfThoseThatEnded()
    {
        using var source = new CancellationTokenSource();
        var experiment = Experiment(x =>
        {
            if (x == 2)
            {
                source.Cancel();
                throw new OperationCanceledException();
            }

            return -x;
        });

        var best = await experiment.RunAsync(source.Token);

        Assert.Equal(1, best.TrialSettings.TrialId);
        Assert.Equal([0, 1], _log.Completed);
    }

    [Fact]
    public async Task RunAsync_CancelledBefore_ThrowsTimeout()
    {
        await Assert.ThrowsAsync<TimeoutException>(() => Experiment(x => x).RunAsync(new CancellationToken(true)));
        Assert.Empty(_log.Running);
    }

    [Fact]
    public void Set_SeveralTimes_TheLastWins()
    {
        var first = new Log();
        var best = _context.Auto().CreateExperiment()
            .SetTuner(new CountingTuner(first))
            .SetTrialRunner(new FunctionRunner(_ => 100, first))
            .SetMonitor(new LogMonitor(first))
            .SetTuner(new CountingTuner(_log))
            .SetTrialRunner(new FunctionRunner(_ => 1, _log))
            .SetMonitor(new LogMonitor(_log))
            .SetMaxModelToExplore(1)
            .Run();

        Assert.Equal(1, best.Loss);
        Assert.Empty(first.Running);
        Assert.Equal([0], _log.Running);
    }

    [Fact]
    public void SetTrialRunner_Factory_IsGivenWhatTheExperimentKnows()
    {
        var pipeline = new NamedEstimator("a").Append(new SweepableEstimator((context, _) => new NamedEstimator("b"), []));
        var settings = new AutoMLExperiment.AutoMLExperimentSettings { Seed = 5 };
        object?[] given = [];
        _context.Auto().CreateExperiment(settings)
            .SetPipeline(pipeline)
            .SetRegressionMetric(RegressionMetric.RSquared)
            .SetDataset(_context.Data.LoadFromEnumerable(new[] { new Row() }), 3)
            .SetTuner(new CountingTuner(_log))
            .SetMonitor(new LogMonitor(_log))
            .SetTrialRunner(services =>
            {
                given =
                [
                    services.GetRequiredService<MLContext>(),
                    services.GetService<SweepablePipeline>(),
                    (services.GetService<IDatasetManager>() as ICrossValidateDatasetManager)?.Fold,
                    services.GetService<IEvaluateMetricManager>()?.IsMaximize,
                    services.GetService<IMetricManager>()?.MetricName,
                    services.GetService<AutoMLExperiment.AutoMLExperimentSettings>(),
                    services.GetService<IChannel>(),
                ];
                return new FunctionRunner(_ => 1, _log);
            })
            .SetMaxModelToExplore(1)
            .Run();

        Assert.NotSame(_context, given[0]);
        Assert.Same(pipeline, given[1]);
        Assert.Equal(3, given[2]);
        Assert.Equal(true, given[3]);
        Assert.Equal("RSquared", given[4]);
        Assert.Same(settings, given[5]);
        Assert.NotNull(given[6]);
    }

    [Fact]
    public void AddSearchSpace_DefaultSeedAndTuner_ProposesUnderItsKey()
    {
        double[] Run()
        {
            var seen = new List<double>();
            new MLContext(1).Auto().CreateExperiment()
                .AddSearchSpace("mine", new SearchSpace { ["x"] = new UniformDoubleOption(0, 1) })
                .SetRandomSearchTuner(7)
                .SetTrialRunner(new ParameterRunner(parameter =>
                {
                    seen.Add(parameter["mine"]["x"].AsType<double>());
                    return seen[^1];
                }))
                .SetMaxModelToExplore(5)
                .Run();
            return [.. seen];
        }

        var first = Run();

        Assert.Equal(5, first.Distinct().Count());
        Assert.Equal(first, Run());
    }

    [Fact]
    public void SetGridSearchTuner_TwoCoordinates_WalksAllPoints()
    {
        var seen = new HashSet<string>();
        _context.Auto().CreateExperiment()
            .AddSearchSpace("s", new SearchSpace { ["a"] = new UniformDoubleOption(0, 1), ["b"] = new ChoiceOption("x", "y", "z") })
            .SetGridSearchTuner(4)
            .SetTrialRunner(new ParameterRunner(parameter => seen.Add(parameter["s"].ToString()) ? 1 : 2))
            .SetMaxModelToExplore(12)
            .Run();

        Assert.Equal(12, seen.Count);
    }

    private AutoMLExperiment Experiment(Func<int, double> loss) => _context.Auto().CreateExperiment()
        .SetTuner(new CountingTuner(_log))
        .SetTrialRunner(new FunctionRunner(loss, _log))
        .SetMonitor(new LogMonitor(_log));

    private sealed class Row
    {
        public float Label { get; set; }
    }

    private sealed class Log
    {
        public List<int> Running { get; } = [];

        public List<int> Completed { get; } = [];

        public List<int> Best { get; } = [];

        public List<int> Failed { get; } = [];

        public List<double> Told { get; } = [];

        public List<string> Disposals { get; } = [];
    }

    private sealed class CountingTuner(Log log) : ITuner
    {
        public Parameter Propose(TrialSettings settings)
            => Parameter.CreateNestedParameter(KeyValuePair.Create("x", Parameter.FromInt(settings.TrialId)));

        public void Update(TrialResult result) => log.Told.Add(result.Loss);
    }

    private sealed class FunctionRunner(Func<int, double> loss, Log log) : ITrialRunner
    {
        public Task<TrialResult> RunAsync(TrialSettings settings, CancellationToken ct)
            => Task.FromResult(new TrialResult { TrialSettings = settings, Loss = loss(settings.Parameter["x"].AsType<int>()) });

        public void Dispose() => log.Disposals.Add($"disposed {log.Disposals.Count + 1} told {log.Told.Count}");
    }

    private sealed class ParameterRunner(Func<Parameter, double> loss) : ITrialRunner
    {
        public Task<TrialResult> RunAsync(TrialSettings settings, CancellationToken ct)
            => Task.FromResult(new TrialResult { TrialSettings = settings, Loss = loss(settings.Parameter) });

        public void Dispose()
        {
        }
    }

    private sealed class LogMonitor(Log log) : IMonitor
    {
        public void ReportBestTrial(TrialResult result) => log.Best.Add(result.TrialSettings.TrialId);

        public void ReportCompletedTrial(TrialResult result) => log.Completed.Add(result.TrialSettings.TrialId);

        public void ReportFailTrial(TrialSettings settings, Exception? exception = null) => log.Failed.Add(settings.TrialId);

        public void ReportRunningTrial(TrialSettings settings) => log.Running.Add(settings.TrialId);
    }
}
