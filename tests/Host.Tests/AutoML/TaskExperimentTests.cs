using Microsoft.ML;
using Microsoft.ML.AutoML;
using Microsoft.ML.Data;

namespace MLNetTuning.Host.Tests.AutoML;

public sealed class TaskExperimentTests
{
    private readonly MLContext _context = new(1);

    [Fact]
    public void Binary_TrainAndValidation_TellsEveryRunAndTheBest()
    {
        var settings = new BinaryExperimentSettings { MaxModels = 2, OptimizingMetric = BinaryClassificationMetric.AreaUnderRocCurve };
        Only(settings.Trainers, BinaryClassificationTrainer.FastTree, BinaryClassificationTrainer.LbfgsLogisticRegression);
        var told = new List<RunDetail<BinaryClassificationMetrics>>();

        var result = _context.Auto().CreateBinaryClassificationExperiment(settings)
            .Execute(Data(1), Data(2), "Yes", progressHandler: new Handler<RunDetail<BinaryClassificationMetrics>>(told));

        var runs = result.RunDetails.ToArray();
        Assert.Equal(2, runs.Length);
        Assert.Equal(runs.Select(run => run.TrainerName), told.Select(run => run.TrainerName));
        Assert.Equal(runs.Max(run => run.ValidationMetrics.AreaUnderRocCurve), result.BestRun.ValidationMetrics.AreaUnderRocCurve);
        Assert.All(runs, run => Assert.InRange(run.ValidationMetrics.AreaUnderRocCurve, 0.8, 1));
        Assert.All(runs, run => Assert.Null(run.Exception));
        Assert.All(runs, run => Assert.True(run.RuntimeInSeconds >= 0));
        Assert.All(runs, run => Assert.Matches("^(ReplaceMissingValues|OneHotEncoding|OneHotHashEncoding|=>|Concatenate)+(FastTreeBinary|LbfgsLogisticRegressionBinary)$", run.TrainerName));
        var scored = result.BestRun.Model.Transform(Data(3));
        Assert.True(_context.BinaryClassification.EvaluateNonCalibrated(scored, "Yes").AreaUnderRocCurve > 0.8);
        Assert.NotNull(result.BestRun.Estimator.Fit(Data(1)).Transform(Data(3)).Schema.GetColumnOrNull("Score"));
    }

    [Fact]
    public void Multiclass_TextLabel_IsMappedAndPredictedAsText()
    {
        var settings = new MulticlassExperimentSettings { MaxModels = 1 };
        Only(settings.Trainers, MulticlassClassificationTrainer.LbfgsMaximumEntropy);
        var information = new ColumnInformation { LabelColumnName = "Level" };
        information.IgnoredColumnNames.Add("Yes");
        information.IgnoredColumnNames.Add("Amount");

        var best = _context.Auto().CreateMulticlassClassificationExperiment(settings).Execute(Data(1), Data(2), information).BestRun;

        Assert.True(best.ValidationMetrics.MicroAccuracy > 0.7);
        Assert.Contains("LbfgsMaximumEntropyMulti", best.TrainerName, StringComparison.Ordinal);
        var scored = best.Model.Transform(Data(3));
        Assert.Equal(TextDataViewType.Instance, scored.Schema["PredictedLabel"].Type);
        Assert.Subset(new HashSet<string> { "low", "high", "middle" }, scored.GetColumn<string>("PredictedLabel").ToHashSet());
    }

    [Fact]
    public void Regression_Folds_AreAllTold()
    {
        var settings = new RegressionExperimentSettings { MaxModels = 2, OptimizingMetric = RegressionMetric.RootMeanSquaredError };
        Only(settings.Trainers, RegressionTrainer.FastTree);
        var told = new List<CrossValidationRunDetail<RegressionMetrics>>();

        var result = _context.Auto().CreateRegressionExperiment(settings)
            .Execute(Data(1), 3, Amount(), progressHandler: new Handler<CrossValidationRunDetail<RegressionMetrics>>(told));

        var runs = result.RunDetails.ToArray();
        Assert.Equal(2, runs.Length);
        Assert.Equal(2, told.Count);
        Assert.All(runs, run => Assert.Equal(3, run.Results.Count()));
        Assert.All(runs.SelectMany(run => run.Results), fold => Assert.True(fold.ValidationMetrics.RootMeanSquaredError > 0));
        Assert.All(result.BestRun.Results, fold => Assert.NotNull(fold.Model.Transform(Data(2)).Schema.GetColumnOrNull("Score")));
        Assert.Contains(result.BestRun.TrainerName, runs.Select(run => run.TrainerName));
        var mean = runs.Min(run => run.Results.Average(fold => fold.ValidationMetrics.RootMeanSquaredError));
        Assert.Equal(mean, runs.Best(RegressionMetric.RootMeanSquaredError).Results.Average(fold => fold.ValidationMetrics.RootMeanSquaredError));
    }

    [Fact]
    public void Regression_FewRows_AreValidatedOnTenFolds()
    {
        var settings = new RegressionExperimentSettings { MaxModels = 2 };
        Only(settings.Trainers, RegressionTrainer.LightGbm);

        var result = _context.Auto().CreateRegressionExperiment(settings).Execute(Data(1), Amount());

        Assert.Equal(2, result.RunDetails.Count());
        Assert.All(result.RunDetails, run => Assert.True(run.ValidationMetrics.RSquared > 0.3));
        Assert.Equal(result.RunDetails.Max(run => run.ValidationMetrics.RSquared), result.RunDetails.Best().ValidationMetrics.RSquared);
    }

    [Fact]
    public void Execute_PreFeaturizer_IsPartOfTheModel()
    {
        var settings = new RegressionExperimentSettings { MaxModels = 1 };
        Only(settings.Trainers, RegressionTrainer.LightGbm);
        var twice = _context.Transforms.NormalizeMinMax("First");

        var best = _context.Auto().CreateRegressionExperiment(settings).Execute(Data(1), Data(2), Amount(), twice).BestRun;

        var names = best.Model.Transform(Data(3)).Schema.Select(column => column.Name).ToArray();
        Assert.Equal(3, names.Count(name => name == "First"));
        Assert.True(best.ValidationMetrics.RSquared > 0.3);
    }

    [Fact]
    public void Settings_Defaults_AreThePublishedOnes()
    {
        var binary = new BinaryExperimentSettings();
        Assert.Equal((BinaryClassificationMetric.Accuracy, 5), (binary.OptimizingMetric, binary.Trainers.Count));
        Assert.Equal((86_400u, int.MaxValue), (binary.MaxExperimentTimeInSeconds, binary.MaxModels));
        Assert.Equal(("Microsoft.ML.AutoML", CacheBeforeTrainer.Auto), (binary.CacheDirectoryName, binary.CacheBeforeTrainer));
        Assert.Null(binary.MaximumMemoryUsageInMegaByte);
        var multiclass = new MulticlassExperimentSettings();
        Assert.Equal((MulticlassClassificationMetric.MicroAccuracy, 6), (multiclass.OptimizingMetric, multiclass.Trainers.Count));
        var regression = new RegressionExperimentSettings();
        Assert.Equal(RegressionMetric.RSquared, regression.OptimizingMetric);
        Assert.Equal([0, 1, 3, 4, 5], regression.Trainers.Select(trainer => (int)trainer).Where(trainer => trainer != 2));
        Assert.Equal(5, (int)RegressionTrainer.StochasticDualCoordinateAscent);
    }

    private static void Only<T>(ICollection<T> trainers, params T[] wanted)
    {
        trainers.Clear();
        foreach (var trainer in wanted)
        {
            trainers.Add(trainer);
        }
    }

    private static ColumnInformation Amount()
    {
        var information = new ColumnInformation { LabelColumnName = "Amount" };
        information.IgnoredColumnNames.Add("Yes");
        information.IgnoredColumnNames.Add("Level");
        return information;
    }

    private IDataView Data(int seed)
    {
        var random = new Random(seed);
        return _context.Data.LoadFromEnumerable(Enumerable.Range(0, 200).Select(_ =>
        {
            var first = (float)random.NextDouble();
            var second = (float)random.NextDouble();
            var kind = random.Next(3);
            var amount = (4 * first) - second + kind + (0.1f * (float)random.NextDouble());
            return new Row
            {
                First = first,
                Second = random.Next(20) == 0 ? float.NaN : second,
                Kind = "abc"[kind].ToString(),
                Amount = amount,
                Yes = amount > 2.5f,
                Level = amount > 3.3f ? "high" : amount > 1.7f ? "middle" : "low",
            };
        }).ToArray());
    }

    private sealed class Handler<T>(List<T> told) : IProgress<T>
    {
        public void Report(T value) => told.Add(value);
    }

    private sealed class Row
    {
        public float First { get; set; }

        public float Second { get; set; }

        public string Kind { get; set; } = "";

        public float Amount { get; set; }

        public bool Yes { get; set; }

        public string Level { get; set; } = "";
    }
}
