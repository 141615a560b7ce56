using Microsoft.ML;
using Microsoft.ML.AutoML;
using Microsoft.ML.Data;
using Microsoft.ML.SearchSpace;
using Microsoft.ML.SearchSpace.Option;
using MLNetTuning.Estimators;
using MLNetTuning.Experiments.Leaderboards;
using MLNetTuning.Experiments.Trainers;
using MLNetTuning.Experiments.Tuning;
using MLNetTuning.Sweepers;
using MLNetTuning.Sweepers.Schedulers;
using SearchSpace = Microsoft.ML.SearchSpace.SearchSpace;

namespace MLNetTuning.Experiments.Tests.Tuning;

public class SearchTests
{
    private static readonly string _table = TestTables.Churn(240);

    private static TuningSession Search(int trials, int seed = 1, int concurrency = 2, IProgress<TuningProgress>? progress = null, CancellationToken cancellation = default, params SweepableTrainer[] trainers)
    {
        using var file = new TemporaryFile(_table);
        var ml = new MLContext(seed);
        var table = ml.Tuning().LoadTable(file.Path, "left");
        var session = ml.Tuning().CreateSession(table.Data, new TuningOptions { LabelColumnName = "left", Folds = 3, Seed = seed, MaxConcurrency = concurrency, Progress = progress });
        var pipeline = ml.Tuning().Featurizer(table.Data, table.Columns).Append(trainers.Length > 0 ? trainers : ml.Tuning().Trainers(table.Task, "left"));
        var experiment = ml.Auto().CreateExperiment().SetPipeline(pipeline).SetSweeper(pipeline, ml.Tuning().Hyperband(), session, trials);
        var best = experiment.RunAsync(cancellation).GetAwaiter().GetResult();
        Assert.NotNull(best.Model);
        return session;
    }

    [Fact]
    public void Search_RunsThePlan_AndRanksWhatItFound()
    {
        var session = Search(12);
        Assert.Equal(12, session.Trials.Count);
        Assert.All(session.Trials, t => Assert.True(t.Succeeded, t.Error));
        Assert.Equal(session.Trials.Max(t => t.Score), session.Best!.Score);
        Assert.InRange(session.Best.Score, 0.85, 1);
        Assert.Contains(session.Trials, t => t.Family == TrainerFamily.Networks);
        Assert.Contains(session.Trials, t => t.Family == TrainerFamily.Trees);
        Assert.Contains(session.Trials, t => t.Family == TrainerFamily.Linear);
        var board = Leaderboard.From(session);
        Assert.Equal(board.Rows.OrderByDescending(r => r.Score), board.Rows);
    }

    [Fact]
    public void Search_SameSeed_SameNumbers_AtAnyConcurrency()
    {
        static string Numbers(TuningSession s) => string.Join('\n', s.Trials.Select(t => $"{t.Trainer} {t.Parameters} {t.Budget:R} {t.Score:R}"));
        var one = Search(14, concurrency: 1);
        var two = Search(14, concurrency: 3);
        Assert.Equal(Numbers(one), Numbers(two));
        Assert.NotEqual(Numbers(one), Numbers(Search(14, seed: 2)));
        Assert.Equal(one.BuildEnsemble().ValidationScore, two.BuildEnsemble().ValidationScore);
    }

    [Fact]
    public void BuildEnsemble_AveragesItsMembers_AndPredictsLikeThem()
    {
        using var file = new TemporaryFile(_table);
        var session = Search(16);
        var ensemble = session.BuildEnsemble();
        Assert.Equal(1, ensemble.Members.Sum(m => m.Weight), 5);
        var ml = new MLContext(9);
        var data = ml.Tuning().LoadTable(file.Path, "left").Data;
        var expected = new double[data.GetColumn<bool>("left").Count()];
        foreach (var member in ensemble.Members)
        {
            var models = member.Trial.FoldModels!;
            foreach (var model in models)
            {
                var probabilities = model.Transform(data).GetColumn<float>("Probability").ToArray();
                for (var i = 0; i < expected.Length; i++)
                {
                    expected[i] += member.Weight * probabilities[i] / models.Count;
                }
            }
        }

        var actual = ensemble.Model.Transform(data).GetColumn<float>("Probability").ToArray();
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 4));
    }

    [Fact]
    public void Search_AFailingTrainer_IsARecordAndTheRestGoesOn()
    {
        var broken = new SweepableTrainer("Broken", TrainerFamily.Other, (_, _) => throw new InvalidOperationException("broken on purpose"), new SearchSpace { ["X"] = new UniformDoubleOption(0, 1) });
        var ml = new MLContext(1);
        var session = Search(10, trainers: [broken, .. ml.Tuning().Trainers(MLNetTuning.Trainers.PredictionTask.Binary, "left").Where(t => t.Family == TrainerFamily.Linear)]);
        Assert.Equal(10, session.Trials.Count);
        Assert.Contains(session.Trials, t => t.Error == "broken on purpose");
        Assert.Contains(session.Trials, t => t.Succeeded);
        Assert.All(Leaderboard.From(session).Failed, t => Assert.Equal("Broken", t.Trainer));
    }

    [Fact]
    public void Search_Cancelled_KeepsEveryTrialThatEnded()
    {
        using var cancellation = new CancellationTokenSource();
        var session = Search(40, progress: new CallAfter(5, cancellation.Cancel), cancellation: cancellation.Token);
        Assert.InRange(session.Trials.Count, 5, 8);
        Assert.NotEmpty(session.BuildEnsemble().Members);
    }

    [Fact]
    public void Search_APromotedNetwork_GoesOnFromItsCheckpoint()
    {
        // A trainer that looks at the store it is given: at a promotion the state of the rung before must be there.
        var seen = new System.Collections.Concurrent.ConcurrentBag<(double Budget, bool HasState)>();
        var network = new MLContext(1).Tuning().Trainers(MLNetTuning.Trainers.PredictionTask.Binary, "left").Single(t => t.Family == TrainerFamily.Networks);
        var spy = new SweepableTrainer("DenseNetwork", TrainerFamily.Networks, (context, parameter) =>
        {
            var trial = TrialContext.Current!;
            seen.Add((trial.Budget, trial.ResumeKey is { } key && trial.Checkpoints!.Get(key) is not null));
            return network.BuildFromOption(context, parameter);
        }, network.SearchSpace)
        { FullBudget = network.FullBudget };
        var session = Search(40, trainers: [spy]);
        Assert.Contains(session.Trials, t => t.Budget == 1);
        Assert.Contains(seen, s => s.Budget > 4 && s.HasState);
        var first = session.Trials.First(t => t.Budget == 1);
        Assert.All(seen.Where(s => s.Budget == network.FullBudget / 15), s => Assert.False(s.HasState));
        Assert.Equal(1, first.Budget);
    }

    [Fact]
    public void Search_ALinearModel_IsFittedOncePerConfiguration()
    {
        var fits = 0;
        var linear = new MLContext(1).Tuning().Trainers(MLNetTuning.Trainers.PredictionTask.Binary, "left").Single(t => t.Family == TrainerFamily.Linear);
        var spy = new SweepableTrainer("Linear", TrainerFamily.Linear, (context, parameter) =>
        {
            Interlocked.Increment(ref fits);
            return linear.BuildFromOption(context, parameter);
        }, linear.SearchSpace);
        var session = Search(40, trainers: [spy]);
        var configurations = session.Trials.Select(t => t.Parameters).Distinct().Count();
        Assert.True(session.Trials.Count > configurations);
        Assert.InRange(fits, configurations, session.Trials.Count(t => t.Seconds > 0) * 3);
        Assert.All(session.Trials.Where(t => t.Budget > 1 && session.Trials.Any(e => e.Id < t.Id && e.Parameters == t.Parameters)), t => Assert.Equal(0, t.Seconds));
    }

    [Fact]
    public void SetSweeper_ASweeperOfOnesOwn_Works()
    {
        using var file = new TemporaryFile(_table);
        var ml = new MLContext(1);
        var table = ml.Tuning().LoadTable(file.Path, "left");
        var session = ml.Tuning().CreateSession(table.Data, new TuningOptions { LabelColumnName = "left", Folds = 2 });
        var pipeline = ml.Tuning().Featurizer(table.Data, table.Columns).Append(ml.Tuning().Trainers(table.Task, "left").Where(t => t.Family == TrainerFamily.Linear).ToArray());
        ml.Auto().CreateExperiment().SetPipeline(pipeline).SetSweeper(pipeline, Sweeper.Hyperband(new HyperbandOptions { MaxBudget = 9, Factor = 3 }), session).Run();
        Assert.Equal(new HyperbandOptions { MaxBudget = 9, Factor = 3 }.Plan().Sum(b => b.Trials), session.Trials.Count);
    }

    [Fact]
    public void CreateSession_AMetricOfAnotherTask_Throws()
    {
        using var file = new TemporaryFile(_table);
        var ml = new MLContext(1);
        var data = ml.Tuning().LoadTable(file.Path, "left").Data;
        var e = Assert.Throws<ArgumentException>(() => ml.Tuning().CreateSession(data, new TuningOptions { LabelColumnName = "left", Metric = TuningMetric.RSquared }));
        Assert.StartsWith("The metric RSquared does not suit a Binary task, which the type of label column 'left' stands for.", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CreateSession_OneClass_Throws()
    {
        var ml = new MLContext(1);
        var e = Assert.Throws<ArgumentException>(() => ml.Tuning().CreateSession(TestTables.Rows(ml, 30, _ => true), new TuningOptions()));
        Assert.StartsWith("The label column 'Label' has one value in all 30 rows", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_ReportsAllViolationsAtOnce()
    {
        var e = Assert.Throws<ArgumentException>(() => new TuningOptions { LabelColumnName = " ", Folds = 1, MaxConcurrency = 0, KeepModels = 0, Metric = (TuningMetric)99 }.Validate());
        Assert.Equal(
            "TuningOptions: LabelColumnName is empty; name the label column. Folds is 1; allowed are 2 to 20. MaxConcurrency is 0; allowed is 1 or more. KeepModels is 0; allowed is 1 or more. " +
            "Metric is 99, which is no metric; allowed are AreaUnderRocCurve, Accuracy, LogLoss, RootMeanSquaredError, MeanAbsoluteError, RSquared.",
            e.Message);
    }

    private sealed class CallAfter(int trials, Action call) : IProgress<TuningProgress>
    {
        public void Report(TuningProgress value)
        {
            if (value.Ended == trials)
            {
                call();
            }
        }
    }
}
