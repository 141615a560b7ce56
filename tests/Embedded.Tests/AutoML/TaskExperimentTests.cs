using Microsoft.ML;
using Microsoft.ML.AutoML;
using Microsoft.ML.Data;

namespace MLNetTuning.Embedded.Tests.AutoML;

public sealed class TaskExperimentTests
{
    private readonly MLContext _context = new(1);

    [Fact]
    public void Execute_OneTrainerFails_IsToldAndTheOthersGoOn()
    {
        // Poisson regression refuses labels below zero.
        var settings = Settings(RegressionTrainer.LbfgsPoissonRegression, RegressionTrainer.FastTree);
        settings.MaxModels = 4;
        var told = new List<RunDetail<RegressionMetrics>>();

        var result = _context.Auto().CreateRegressionExperiment(settings).Execute(Data(-10), Data(-10), progressHandler: new Handler<RunDetail<RegressionMetrics>>(told.Add));

        Assert.Equal(4, result.RunDetails.Count());
        var failed = result.RunDetails.Where(run => run.Exception is not null).ToArray();
        Assert.NotEmpty(failed);
        Assert.All(failed, run => Assert.Contains("Poisson", run.TrainerName));
        Assert.All(failed, run => Assert.Null(run.Model));
        Assert.All(failed, run => Assert.Null(run.ValidationMetrics));
        Assert.Null(result.BestRun.Exception);
        Assert.Equal(4, told.Count);
        Assert.Null(result.RunDetails.Best().Exception);
    }

    [Fact]
    public void Execute_EveryPipelineFails_EndsWithTheError()
    {
        var settings = Settings(RegressionTrainer.LbfgsPoissonRegression);
        var told = 0;

        var error = Assert.Throws<AggregateException>(() => _context.Auto().CreateRegressionExperiment(settings)
            .Execute(Data(-10), Data(-10), progressHandler: new Handler<RunDetail<RegressionMetrics>>(_ => told++)));

        Assert.IsNotType<TimeoutException>(error.InnerException);
        Assert.InRange(told, 1, 2);
    }

    [Fact]
    public void Execute_TokenSignalled_GivesTheBestOfTheRunsThatEnded()
    {
        using var source = new CancellationTokenSource();
        var settings = Settings(RegressionTrainer.FastTree);
        settings.CancellationToken = source.Token;
        var told = 0;

        var result = _context.Auto().CreateRegressionExperiment(settings).Execute(Data(0), Data(0), progressHandler: new Handler<RunDetail<RegressionMetrics>>(_ =>
        {
            if (++told == 2)
            {
                source.Cancel();
            }
        }));

        Assert.Equal(2, result.RunDetails.Count());
    }

    [Fact]
    public void Execute_TokenSignalledBefore_ThrowsTimeout()
    {
        var settings = Settings(RegressionTrainer.FastTree);
        settings.CancellationToken = new CancellationToken(true);

        var error = Assert.Throws<AggregateException>(() => _context.Auto().CreateRegressionExperiment(settings).Execute(Data(0), Data(0)));

        Assert.IsType<TimeoutException>(error.InnerException);
    }

    [Fact]
    public void Execute_HandlerThrows_EndsWithItsError()
    {
        var settings = Settings(RegressionTrainer.FastTree);

        var error = Assert.Throws<InvalidDataException>(() => _context.Auto().CreateRegressionExperiment(settings)
            .Execute(Data(0), Data(0), progressHandler: new Handler<RunDetail<RegressionMetrics>>(_ => throw new InvalidDataException("boom"))));

        Assert.Equal("boom", error.Message);
    }

    [Fact]
    public void Execute_Folds_BestRunHasTheBestMean()
    {
        var settings = Settings(RegressionTrainer.FastTree, RegressionTrainer.LightGbm);
        settings.MaxModels = 4;

        var result = _context.Auto().CreateRegressionExperiment(settings).Execute(Data(0), 4, new ColumnInformation());

        var means = result.RunDetails.Select(run => run.Results.Average(fold => fold.ValidationMetrics.RSquared)).ToArray();
        Assert.Equal(means.Max(), result.BestRun.Results.Average(fold => fold.ValidationMetrics.RSquared));
        Assert.Equal(4, result.BestRun.Results.Count());
    }

    [Fact]
    public void Execute_SameSeed_SameRuns()
    {
        var settings = Settings(RegressionTrainer.FastTree, RegressionTrainer.LightGbm);
        settings.MaxModels = 5;

        double[] Run() => [.. new MLContext(7).Auto().CreateRegressionExperiment(settings).Execute(Data(0), Data(0)).RunDetails.Select(run => run.ValidationMetrics.RSquared)];

        Assert.Equal(Run(), Run());
    }

    [Fact]
    public void Execute_CacheBeforeTrainer_ChangesNothingElse()
    {
        double Best(CacheBeforeTrainer cache)
        {
            var settings = Settings(RegressionTrainer.FastTree, RegressionTrainer.StochasticDualCoordinateAscent);
            settings.MaxModels = 2;
            settings.CacheBeforeTrainer = cache;
            return _context.Auto().CreateRegressionExperiment(settings).Execute(Data(0), Data(0)).BestRun.ValidationMetrics.RSquared;
        }

        Assert.Equal(Best(CacheBeforeTrainer.Off), Best(CacheBeforeTrainer.On));
    }

    [Fact]
    public void Execute_ColumnsOfThePreFeaturizer_AreFeatures()
    {
        var settings = Settings(RegressionTrainer.FastTree);
        settings.MaxModels = 1;
        var copy = _context.Transforms.CopyColumns("Copy", "First");
        var information = new ColumnInformation();
        information.IgnoredColumnNames.Add("First");

        var with = _context.Auto().CreateRegressionExperiment(settings).Execute(Data(0), Data(0), information, copy).BestRun;
        var without = _context.Auto().CreateRegressionExperiment(settings).Execute(Data(0), Data(0), information).BestRun;

        Assert.True(with.ValidationMetrics.RSquared > without.ValidationMetrics.RSquared + 0.1);
    }

    [Fact]
    public void Create_BadSettings_TellsAllViolations()
    {
        var settings = new BinaryExperimentSettings { OptimizingMetric = (BinaryClassificationMetric)99, MaxExperimentTimeInSeconds = 0, MaxModels = 0, MaximumMemoryUsageInMegaByte = -1 };
        settings.Trainers.Clear();

        var error = Assert.Throws<ArgumentException>(() => _context.Auto().CreateBinaryClassificationExperiment(settings));

        Assert.Equal(
            "The settings of the experiment are not valid. OptimizingMetric is 99, which is no metric: it must be one of Accuracy, AreaUnderRocCurve, "
            + "AreaUnderPrecisionRecallCurve, F1Score, PositivePrecision, PositiveRecall, NegativePrecision, NegativeRecall. Trainers is empty: leave at "
            + "least one of FastForest, FastTree, LightGbm, LbfgsLogisticRegression, SdcaLogisticRegression. MaxExperimentTimeInSeconds is 0: it must be "
            + "above. MaxModels is 0: it must be above 0. MaximumMemoryUsageInMegaByte is -1: it must be above 0, or null for no limit.",
            error.Message);
    }

    [Fact]
    public void Execute_BadData_TellsWhatIsWrong()
    {
        var binary = _context.Auto().CreateBinaryClassificationExperiment(10);
        var regression = _context.Auto().CreateRegressionExperiment(10);
        var empty = _context.Data.LoadFromEnumerable(Array.Empty<Row>());

        Assert.Contains("must be of type Boolean", Assert.Throws<ArgumentException>(() => binary.Execute(Data(0))).Message);
        Assert.Contains("label column 'nope' was not found", Assert.Throws<ArgumentException>(() => regression.Execute(Data(0), "nope")).Message);
        Assert.Contains("0 rows", Assert.Throws<ArgumentException>(() => regression.Execute(empty)).Message);
        Assert.Contains("0 rows", Assert.Throws<ArgumentException>(() => regression.Execute(Data(0), empty)).Message);
        Assert.Contains("at least 2", Assert.Throws<ArgumentException>(() => regression.Execute(Data(0), 1, "Label")).Message);
        Assert.Contains("sampling key", Assert.Throws<ArgumentException>(() => regression.Execute(Data(0), "Label", "nope")).Message);
        var other = _context.Transforms.DropColumns("Second").Fit(Data(0)).Transform(Data(0));
        Assert.Contains("column 'Second' exists in train data", Assert.Throws<ArgumentException>(() => regression.Execute(Data(0), other)).Message);
        var labels = _context.Transforms.SelectColumns("Label").Fit(Data(0)).Transform(Data(0));
        Assert.Contains("is a feature", Assert.Throws<ArgumentException>(() => regression.Execute(labels, labels)).Message);
        Assert.Throws<ArgumentNullException>(() => regression.Execute(null!, "Label"));
    }

    private static RegressionExperimentSettings Settings(params RegressionTrainer[] trainers)
    {
        var settings = new RegressionExperimentSettings();
        settings.Trainers.Clear();
        foreach (var trainer in trainers)
        {
            settings.Trainers.Add(trainer);
        }

        return settings;
    }

    private IDataView Data(float shift)
    {
        var random = new Random(1);
        return _context.Data.LoadFromEnumerable(Enumerable.Range(0, 120).Select(_ =>
        {
            var row = new Row { First = (float)random.NextDouble(), Second = (float)random.NextDouble() };
            row.Label = (4 * row.First) + row.Second + shift;
            return row;
        }).ToArray());
    }

    private sealed class Handler<T>(Action<T> report) : IProgress<T>
    {
        public void Report(T value) => report(value);
    }

    private sealed class Row
    {
        public float First { get; set; }

        public float Second { get; set; }

        public float Label { get; set; }
    }
}
