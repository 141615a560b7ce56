using System.Collections.Concurrent;
using Microsoft.ML;
using Microsoft.ML.AutoML;
using Microsoft.ML.SearchSpace.Option;
using MLNetTuning.Estimators;
using MLNetTuning.Experiments.Trainers;
using MLNetTuning.Experiments.Tuning;
using MLNetTuning.Sweepers;
using MLNetTuning.Sweepers.Schedulers;
using MLNetTuning.Sweepers.Studies;
using MLNetTuning.Trainers;
using SearchSpace = Microsoft.ML.SearchSpace.SearchSpace;

namespace MLNetTuning.Experiments.Tests.Tuning;

public class ExperimentSweepTests
{
    private static readonly string _table = TestTables.Churn(150);

    public static TheoryData<string, int> Sweepers => new()
    {
        { "random", 6 }, { "quasi", 6 }, { "grid", 5 }, { "coarse", 6 }, { "tpe", 12 }, { "gp", 12 }, { "hyperband", 20 }, { "bohb", 20 }, { "halving", 13 }, { "asha", 9 }, { "population", 12 },
    };

    [Theory]
    [MemberData(nameof(Sweepers))]
    public void SetSweeper_EverySweeper_RunsItsPlan(string name, int trials)
    {
        var sweeper = name switch
        {
            "random" => Sweeper.Random(),
            "quasi" => Sweeper.QuasiRandom(),
            "grid" => Sweeper.Grid(new() { MaxTrials = 5 }),
            "coarse" => Sweeper.CoarseToFine(new() { Rounds = 2, TrialsPerRound = 3 }),
            "tpe" => Sweeper.Tpe(),
            "gp" => Sweeper.Gp(),
            "hyperband" => Sweeper.Hyperband(maxBudget: 9, factor: 3),
            "bohb" => Sweeper.Bohb(maxBudget: 9, factor: 3),
            "halving" => Sweeper.SuccessiveHalving(9, maxBudget: 9),
            "asha" => Sweeper.Asha(maxBudget: 9),
            _ => Sweeper.PopulationBased(new() { Population = 4, Generations = 3 }),
        };
        var seen = new Seen();
        var options = new SweepOptions { MaxTrials = sweeper.PlannedTrials is null ? trials : null, Seed = 1 };
        var best = Experiment(1, Linear()).SetSweeper(sweeper, options).SetMonitor(seen).Run();
        Assert.Equal(sweeper.PlannedTrials ?? trials, seen.Completed.Count);
        Assert.Empty(seen.Failed);
        Assert.Equal(seen.Completed.Max(r => r.Metric), best.Metric);
        Assert.InRange(best.Metric, 0.8, 1);
        Assert.NotNull(best.Model);
    }

    [Fact]
    public void SetSweeper_APromotedNetwork_GoesOnFromItsCheckpoint()
    {
        var seen = new ConcurrentBag<(double Budget, double Horizon, bool HasState)>();
        var network = Trainers().Single(t => t.Family == TrainerFamily.Networks);
        var spy = new SweepableTrainer("Spy", TrainerFamily.Networks, (context, parameter) =>
        {
            var trial = TrialContext.Current!;
            seen.Add((trial.Budget, trial.Horizon, trial.ResumeKey is { } key && trial.Checkpoints!.Get(key) is not null));
            return network.BuildFromOption(context, parameter);
        }, network.SearchSpace)
        { FullBudget = 9 };
        Experiment(1, spy).SetSweeper(Sweeper.SuccessiveHalving(9, maxBudget: 9)).Run();
        Assert.Equal(13 * 2, seen.Count);
        Assert.All(seen, s => Assert.Equal((s.Budget > 1, 9), (s.HasState, s.Horizon)));
    }

    [Fact]
    public void SetSweeper_FailingCancelledAndGreedyTrials_DoNotEndTheRun()
    {
        int fits = 0;
        var broken = new SweepableTrainer("Broken", TrainerFamily.Other, (_, _) => (Interlocked.Increment(ref fits) % 3) switch
        {
            0 => throw new OperationCanceledException("on purpose"),
            1 => throw new InvalidOperationException("on purpose"),
            _ => throw new OutOfMemoryException("on purpose"),
        }, new SearchSpace { ["X"] = new UniformDoubleOption(0, 1) });
        var seen = new Seen();
        var best = Experiment(1, broken, Linear()).SetSweeper(Sweeper.Random(new() { MaxTrials = 16 }), new SweepOptions { MaxConcurrency = 1 }).SetMonitor(seen).Run();
        Assert.Equal(16, seen.Completed.Count + seen.Failed.Count);
        Assert.InRange(seen.Failed.Count, 2, 14);
        Assert.InRange(best.Metric, 0.8, 1);
    }

    [Fact]
    public void SetSweeper_OnePartToValidateOn_AnswersItsModel()
    {
        var ml = new MLContext(1);
        var (data, columns) = Load(ml);
        var split = ml.Data.TrainTestSplit(data, 0.3);
        SweepablePipeline pipeline = ml.Tuning().Featurizer(data, columns).Append(Linear());
        var best = ml.Auto().CreateExperiment().SetPipeline(pipeline).SetDataset(split.TrainSet, split.TestSet)
            .SetBinaryClassificationMetric(BinaryClassificationMetric.Accuracy, "left").SetSweeper(Sweeper.Random(new() { MaxTrials = 4 })).Run();
        var accuracy = ml.BinaryClassification.Evaluate(best.Model.Transform(split.TestSet), "left").Accuracy;
        Assert.Equal(accuracy, best.Metric, 9);
    }

    [Fact]
    public void SetSweeper_AHostsOwnTrainers_Work()
    {
        var ml = new MLContext(1);
        var (data, columns) = Load(ml);
        SweepablePipeline pipeline = ml.Tuning().Featurizer(data, columns)
            .Append(ml.Auto().BinaryClassification("left", useFastForest: false, useLgbm: false, useFastTree: false, useSdcaLogisticRegression: false));
        var seen = new Seen();
        ml.Auto().CreateExperiment().SetPipeline(pipeline).SetDataset(data, 2).SetBinaryClassificationMetric(BinaryClassificationMetric.AreaUnderRocCurve, "left")
            .SetSweeper(Sweeper.Hyperband(maxBudget: 3)).SetMonitor(seen).Run();
        Assert.Equal(Sweeper.Hyperband(maxBudget: 3).PlannedTrials, seen.Completed.Count);
    }

    [Fact]
    public void SetSweeper_Opened_HandsOutTheStudyItsTrialsAreIn()
    {
        Study? study = null;
        var store = new MemoryStudyStore();
        var seen = new Seen();
        Experiment(1, Linear()).SetSweeper(Sweeper.Hyperband(maxBudget: 3), new SweepOptions { Store = store, StudyName = "mine", Opened = s => study = s }).SetMonitor(seen).Run();
        Assert.True(study!.IsFinished);
        Assert.Equal(seen.Completed.Select(r => r.Metric), study.Trials.Select(t => t.Value!.Value));
        Assert.Equal(study.Trials.Count, store.Load("mine").Count);
        Assert.Contains("StudyName", Assert.Throws<ArgumentException>(() => Experiment(1, Linear()).SetSweeper(Sweeper.Random(), new SweepOptions { StudyName = " " })).Message);
    }

    [Fact]
    public void SetSweeper_SameSeed_SameTrials()
    {
        static string Tried(int seed)
        {
            var seen = new Seen();
            Experiment(1, Linear()).SetSweeper(Sweeper.Bohb(maxBudget: 9), new SweepOptions { Seed = seed }).SetMonitor(seen).Run();
            return string.Join('\n', seen.Completed.Select(r => $"{r.Metric:R}"));
        }

        Assert.Equal(Tried(1), Tried(1));
        Assert.NotEqual(Tried(1), Tried(2));
    }

    [Fact]
    public void SetSweeper_WithoutAPipeline_SaysWhatIsMissing()
    {
        var ml = new MLContext(1);
        var experiment = ml.Auto().CreateExperiment().SetSweeper(Sweeper.Random(new() { MaxTrials = 2 }));
        var error = Assert.Throws<AggregateException>(experiment.Run);
        Assert.Equal("A sweeper needs a pipeline: call SetPipeline before the experiment runs.", error.InnerException!.Message);
    }

    [Fact]
    public void SweepOptions_ReportAllViolationsAtOnce()
    {
        var error = Assert.Throws<ArgumentException>(() => new SweepOptions { MaxTrials = 0, Budget = (TuningBudget)7, MaxConcurrency = 0 }.Validate());
        Assert.Equal(
            "SweepOptions: MaxTrials is 0; allowed is 1 or more, or null for the sweeper's whole plan. Budget is 7, which is no budget; allowed are Training, Rows. MaxConcurrency is 0; allowed is 1 or more.",
            error.Message);
    }

    internal static (IDataView Data, ColumnInformation Columns) Load(MLContext ml)
    {
        using var file = new TemporaryFile(_table);
        var table = ml.Tuning().LoadTable(file.Path, "left");

        // In memory: the file goes.
        return (ml.Data.LoadFromEnumerable(ml.Data.CreateEnumerable<Row>(table.Data, reuseRowObject: false).ToArray()), table.Columns);
    }

    internal static SweepableTrainer[] Trainers() => new MLContext(1).Tuning().Trainers(PredictionTask.Binary, "left");

    internal static SweepableTrainer Linear() => Trainers().Single(t => t.Family == TrainerFamily.Linear);

    private static AutoMLExperiment Experiment(int seed, params SweepableTrainer[] trainers)
    {
        var ml = new MLContext(seed);
        var (rows, columns) = Load(ml);
        SweepablePipeline pipeline = ml.Tuning().Featurizer(rows, columns).Append(trainers);
        return ml.Auto().CreateExperiment().SetPipeline(pipeline).SetDataset(rows, 2).SetBinaryClassificationMetric(BinaryClassificationMetric.AreaUnderRocCurve, "left");
    }

    internal sealed class Row
    {
        [Microsoft.ML.Data.ColumnName("amount")]
        public float Amount { get; set; }

        [Microsoft.ML.Data.ColumnName("plan")]
        public string Plan { get; set; } = "";

        [Microsoft.ML.Data.ColumnName("age")]
        public float Age { get; set; }

        [Microsoft.ML.Data.ColumnName("left")]
        public bool Left { get; set; }
    }

    internal sealed class Seen : IMonitor
    {
        public List<TrialResult> Completed { get; } = [];

        public List<int> Failed { get; } = [];

        public List<int> Running { get; } = [];

        public void ReportBestTrial(TrialResult result)
        {
        }

        public void ReportCompletedTrial(TrialResult result) => Completed.Add(result);

        public void ReportFailTrial(TrialSettings settings, Exception? exception = null) => Failed.Add(settings.TrialId);

        public void ReportRunningTrial(TrialSettings settings) => Running.Add(settings.TrialId);
    }
}
