using Microsoft.Extensions.DependencyInjection;
using Microsoft.ML;
using Microsoft.ML.AutoML;
using Microsoft.ML.Runtime;
using Microsoft.ML.SearchSpace;
using Microsoft.ML.SearchSpace.Option;
using SearchSpace = Microsoft.ML.SearchSpace.SearchSpace;

namespace MLNetTuning.Host.Tests.AutoML;

public sealed class ExperimentPartsTests
{
    private readonly MLContext _context = new(1);

    [Fact]
    public void SetPerformanceMonitor_Factory_WatchesEveryTrial()
    {
        var made = new List<FixedMonitor>();

        var best = Experiment(_ => 1)
            .SetPerformanceMonitor(_ =>
            {
                made.Add(new FixedMonitor());
                return made[^1];
            })
            .SetMaxModelToExplore(2)
            .Run();

        Assert.Equal(2, made.Count);
        Assert.All(made, monitor => Assert.Equal(["start", "look", "pause", "dispose"], monitor.Calls));
        Assert.Equal((0.25, 321.0), (best.PeakCpu, best.PeakMemoryInMegaByte));
        Assert.Equal([0, 1], made.Select(monitor => monitor.TrialId));
    }

    [Fact]
    public void SetPerformanceMonitor_Type_IsMadeOfWhatTheExperimentKnows()
    {
        var best = Experiment(_ => 1).SetPerformanceMonitor<SettingsMonitor>().SetMaxModelToExplore(1).Run();

        Assert.Equal(1, best.PeakMemoryInMegaByte);
    }

    [Fact]
    public void SetPerformanceMonitor_Default_Measures()
    {
        var best = Experiment(_ => 1).SetPerformanceMonitor(50).SetMaxModelToExplore(1).Run();

        Assert.True(best.PeakMemoryInMegaByte > 1);
        Assert.True(best.PeakCpu >= 0);
    }

    [Theory]
    [InlineData(1, 2, true)]
    [InlineData(2, 1, false)]
    public void DefaultPerformanceMonitor_AboveTheLimit_CancelsTheTrial(double limit, double used, bool cancels)
    {
        using var source = new CancellationTokenSource();
        Experiment(_ => 1)
            .SetMaximumMemoryUsageInMegaByte(limit)
            .SetTrialRunner(services =>
            {
                using var monitor = new DefaultPerformanceMonitor(
                    services.GetRequiredService<AutoMLExperiment.AutoMLExperimentSettings>(), services.GetRequiredService<IChannel>(), 1000);
                monitor.OnPerformanceMetricsUpdatedHandler(new TrialSettings(), new TrialPerformanceMetrics { PeakMemoryUsage = used }, source);
                return new ParameterRunner(_ => 1);
            })
            .SetPerformanceMonitor(_ => new FixedMonitor())
            .SetMaxModelToExplore(1)
            .Run();

        Assert.Equal(cancels, source.IsCancellationRequested);
    }

    [Theory]
    [InlineData("random")]
    [InlineData("grid")]
    [InlineData("cost-frugal")]
    [InlineData("eci")]
    [InlineData("default")]
    public void SetTuner_EachOfTheHost_ProposesPipelines(string name)
    {
        var pipeline = new NamedEstimator("a").Append(Step("b"), Step("c"));
        var seen = new List<Parameter>();
        var experiment = _context.Auto().CreateExperiment(new AutoMLExperiment.AutoMLExperimentSettings { Seed = 3 })
            .SetPipeline(pipeline)
            .SetTrialRunner(new ParameterRunner(parameter =>
            {
                seen.Add(parameter["_pipeline_"]);
                return seen.Count;
            }))
            .SetMonitor(new SilentMonitor())
            .SetMaxModelToExplore(12);
        experiment = name switch
        {
            "random" => experiment.SetRandomSearchTuner(3),
            "grid" => experiment.SetGridSearchTuner(5),
            "cost-frugal" => experiment.SetCostFrugalTuner(),
            "eci" => experiment.SetEciCostFrugalTuner(),
            _ => experiment,
        };

        experiment.Run();

        Assert.Equal(12, seen.Count);
        Assert.All(seen, parameter =>
        {
            var schema = parameter["_SCHEMA_"].AsType<string>();
            Assert.Matches("^e0 \\* e[12]$", schema);
            Assert.InRange(parameter[schema[^2..]]["x"].AsType<double>(), 0, 1);
        });
    }

    [Fact]
    public void SetCheckpoint_SecondExperiment_NumbersOn()
    {
        var folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            int[] Run()
            {
                var ids = new List<int>();
                _context.Auto().CreateExperiment()
                    .AddSearchSpace("s", new SearchSpace { ["x"] = new UniformDoubleOption(0, 1) })
                    .SetRandomSearchTuner(1)
                    .SetTrialRunner(new SettingsRunner(settings => ids.Add(settings.TrialId)))
                    .SetCheckpoint(folder)
                    .SetMaxModelToExplore(2)
                    .Run();
                return [.. ids];
            }

            Assert.Equal([0, 1], Run());
            Assert.Equal([2, 3], Run());
            Assert.Single(Directory.GetFiles(folder, "trialResults-*.csv"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Set_LimitsAndData_AreSeenByTheRunner()
    {
        var settings = new AutoMLExperiment.AutoMLExperimentSettings();
        var rows = _context.Data.LoadFromEnumerable(new[] { new Row() });
        string? samplingKey = null;
        Experiment(_ => 1, settings)
            .SetDataset(rows, 4, "Key")
            .SetTrainingTimeInSeconds(60)
            .SetMaxModelToExplore(1)
            .SetMaximumMemoryUsageInMegaByte(100_000)
            .SetTrialRunner(services =>
            {
                samplingKey = (services.GetRequiredService<IDatasetManager>() as ICrossValidateDatasetManager)?.SamplingKeyColumnName;
                return new ParameterRunner(_ => 1);
            })
            .Run();

        Assert.Equal("Key", samplingKey);
        Assert.Equal((60u, 1, 100_000), (settings.MaxExperimentTimeInSeconds, settings.MaxModels, settings.MaximumMemoryUsageInMegaByte));
        Assert.Equal(["s"], settings.SearchSpace.Keys);
    }

    [Fact]
    public void SetDataset_SubSampling_SearchesTheShareOfRows()
    {
        var settings = new AutoMLExperiment.AutoMLExperimentSettings();
        var rows = _context.Data.LoadFromEnumerable(Enumerable.Range(0, 100).Select(i => new Row { Key = i }).ToArray());
        var counts = new List<long>();
        Experiment(_ => 1, settings)
            .SetDataset(rows, rows, subSamplingTrainDataset: true)
            .SetMaxModelToExplore(3)
            .SetTrialRunner(services =>
            {
                var manager = (ITrainValidateDatasetManager)services.GetRequiredService<IDatasetManager>();
                return new SettingsRunner(trial => counts.Add(_context.Data.CreateEnumerable<Row>(manager.LoadTrainDataset(_context, trial), true).Count()));
            })
            .SetRandomSearchTuner(1)
            .Run();

        Assert.Contains("TrainValidateDatasetManager", settings.SearchSpace.Keys);
        Assert.Equal(3, counts.Count);
        Assert.All(counts, count => Assert.InRange(count, 10, 100));
        Assert.Contains(counts, count => count < 100);
    }

    private static SweepableEstimator Step(string name)
        => new((_, _) => new NamedEstimator(name), new SearchSpace { ["x"] = new UniformDoubleOption(0, 1, false, 0.5), ["n"] = new UniformIntOption(1, 9) });

    private AutoMLExperiment Experiment(Func<Parameter, double> loss, AutoMLExperiment.AutoMLExperimentSettings? settings = null)
        => _context.Auto().CreateExperiment(settings ?? new AutoMLExperiment.AutoMLExperimentSettings())
            .AddSearchSpace("s", new SearchSpace { ["x"] = new UniformDoubleOption(0, 1) })
            .SetRandomSearchTuner(1)
            .SetTrialRunner(new ParameterRunner(loss));

    private sealed class Row
    {
        public float Key { get; set; }
    }

    private sealed class ParameterRunner(Func<Parameter, double> loss) : ITrialRunner
    {
        public Task<TrialResult> RunAsync(TrialSettings settings, CancellationToken ct)
            => Task.FromResult(new TrialResult { TrialSettings = settings, Loss = loss(settings.Parameter) });

        public void Dispose()
        {
        }
    }

    private sealed class SettingsRunner(Action<TrialSettings> see) : ITrialRunner
    {
        public Task<TrialResult> RunAsync(TrialSettings settings, CancellationToken ct)
        {
            see(settings);
            return Task.FromResult(new TrialResult { TrialSettings = settings, Loss = 1 });
        }

        public void Dispose()
        {
        }
    }

    private sealed class SilentMonitor : IMonitor
    {
        public void ReportBestTrial(TrialResult result)
        {
        }

        public void ReportCompletedTrial(TrialResult result)
        {
        }

        public void ReportFailTrial(TrialSettings settings, Exception? exception = null)
        {
        }

        public void ReportRunningTrial(TrialSettings settings)
        {
        }
    }

    /// <summary>Looks once, when it is started.</summary>
    private class FixedMonitor : IPerformanceMonitor
    {
        public event EventHandler<TrialPerformanceMetrics>? PerformanceMetricsUpdated;

        public List<string> Calls { get; } = [];

        public int TrialId { get; private set; } = -1;

        public void Start()
        {
            Calls.Add("start");
            PerformanceMetricsUpdated?.Invoke(this, new TrialPerformanceMetrics { PeakMemoryUsage = 321 });
        }

        public void Pause() => Calls.Add("pause");

        public void Stop() => Calls.Add("stop");

        public virtual double? GetPeakMemoryUsageInMegaByte() => 321;

        public double? GetPeakCpuUsage() => 0.25;

        public void OnPerformanceMetricsUpdatedHandler(TrialSettings trialSettings, TrialPerformanceMetrics metrics, CancellationTokenSource trialCancellationTokenSource)
        {
            Calls.Add("look");
            TrialId = trialSettings.TrialId;
            Assert.Equal(321, metrics.PeakMemoryUsage);
            Assert.False(trialCancellationTokenSource.IsCancellationRequested);
        }

        public void Dispose() => Calls.Add("dispose");
    }

    private sealed class SettingsMonitor(AutoMLExperiment.AutoMLExperimentSettings settings) : FixedMonitor
    {
        public override double? GetPeakMemoryUsageInMegaByte() => settings.SearchSpace.Count;
    }
}
