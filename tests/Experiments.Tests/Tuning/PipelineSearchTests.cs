using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.AutoML;
using Microsoft.ML.Data;
using Microsoft.ML.SearchSpace.Option;
using MLNetTuning.Estimators;
using MLNetTuning.Experiments.Trainers;
using MLNetTuning.Experiments.Tuning;
using MLNetTuning.Sweepers;
using MLNetTuning.Sweepers.Reports;
using MLNetTuning.Sweepers.Storage;
using MLNetTuning.Sweepers.Studies;
using MLNetTuning.Trainers;
using SearchSpace = Microsoft.ML.SearchSpace.SearchSpace;

namespace MLNetTuning.Experiments.Tests.Tuning;

public class PipelineSearchTests
{
    [Fact]
    public void Run_InParallel_FindsWhatOneAfterTheOtherFinds()
    {
        static string Found(int concurrency)
        {
            var (session, pipeline) = Session(Trainers());
            Assert.Equal(RunEnd.PlanFinished, session.Run(pipeline, Sweeper.Hyperband(maxBudget: 9), new RunOptions { MaxConcurrency = concurrency }));
            Assert.All(session.Trials, t => Assert.True(t.Succeeded, t.Error));
            return string.Join('\n', session.Trials.Select(t => $"{t.Trainer} {t.Parameters} {t.Budget:R} {t.Score:R}").Order(StringComparer.Ordinal));
        }

        Assert.Equal(Found(1), Found(3));
    }

    [Fact]
    public void Run_TrialsThatShareTheProcess_RunSideBySide()
    {
        using var both = new Barrier(2);
        int met = 0;
        var (session, pipeline) = Session([Spy(() => Interlocked.Add(ref met, both.SignalAndWait(TimeSpan.FromSeconds(20)) ? 1 : 0), alone: false)]);
        session.Run(pipeline, Sweeper.Random(new() { MaxTrials = 2 }), new RunOptions { MaxConcurrency = 2 });
        Assert.Equal(4, met);
    }

    [Fact]
    public void Run_TrialsThatDoNot_RunOneAtATime()
    {
        using var started = new CountdownEvent(3);
        var inside = new HashSet<string>();
        int most = 0;
        var spy = Spy(() =>
        {
            // The others are at the door before the first goes on.
            started.Wait(TimeSpan.FromSeconds(20));
            string trial = TrialContext.Current!.CheckpointKey.Split('#')[0];
            lock (inside)
            {
                inside.Add(trial);
                most = Math.Max(most, inside.Count);
            }

            Thread.Yield();
            lock (inside)
            {
                inside.Remove(trial);
            }
        }, alone: true);
        var (session, pipeline) = Session([spy]);
        session.Run(pipeline, Sweeper.Random(new() { MaxTrials = 3 }), new RunOptions { MaxConcurrency = 3 }, new Starts(_ => started.Signal()));
        Assert.Equal((3, 1), (session.Trials.Count, most));
    }

    [Fact]
    public void Run_Study_HasMeanAndDeviationOverFolds()
    {
        var (session, pipeline) = Session(Trainers());
        var search = session.Search(pipeline, Sweeper.Hyperband(maxBudget: 9));
        search.Run();
        var table = TrialTable.Of(search.Study);
        string[] Column(string name) => [.. table.Rows.Select(r => r[table.Columns.ToList().IndexOf(name)])];
        static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
        var records = session.Trials.OrderBy(t => t.Id).ToList();
        Assert.Equal(records.Select(t => t.Score), Column("mean").Select(Number));
        Assert.Equal(records.Select(t => t.FoldScores[1]), Column("fold_1").Select(Number));
        Assert.DoesNotContain("fold_2", table.Columns);

        // Of two folds n - 1 is 1: the session's deviation is the table's times the root of 2.
        Assert.All(records.Zip(Column("std").Select(Number)), p => Assert.Equal(p.First.ScoreDeviation, p.Second * Math.Sqrt(2), 9));
        Assert.Contains(Column("std").Select(Number), s => s > 0);
    }

    [Fact]
    public void Run_TellsTheMonitor_OfEveryTrial()
    {
        var broken = new SweepableTrainer("Broken", TrainerFamily.Other, (_, _) => throw new InvalidOperationException("on purpose"), new SearchSpace { ["X"] = new UniformDoubleOption(0, 1) });
        var (session, pipeline) = Session([broken, ExperimentSweepTests.Linear()]);
        var seen = new ExperimentSweepTests.Seen();
        session.Run(pipeline, Sweeper.Random(new() { MaxTrials = 10 }), new RunOptions { MaxConcurrency = 2 }, seen);
        Assert.Equal(10, seen.Running.Count);
        Assert.Equal(session.Trials.Count(t => t.Succeeded), seen.Completed.Count);
        Assert.Equal(session.Trials.Where(t => !t.Succeeded).Select(t => t.Id).Order(), seen.Failed.Order());
    }

    [Fact]
    public void Run_OutOfMemory_FailsThatTrialOnly()
    {
        int fits = 0;
        var greedy = new SweepableTrainer("Greedy", TrainerFamily.Other, (context, parameter) => Interlocked.Increment(ref fits) == 3
            ? throw new OutOfMemoryException()
            : ExperimentSweepTests.Linear().BuildFromOption(context, parameter), ExperimentSweepTests.Linear().SearchSpace)
        { FullBudget = 1 };
        var (session, pipeline) = Session([greedy]);
        var search = session.Search(pipeline, Sweeper.Random(new() { MaxTrials = 5 }));
        Assert.Equal(RunEnd.PlanFinished, search.Run());
        Assert.Equal("InvalidOperationException: The trial ran out of memory.", Assert.Single(search.Study.Trials, t => t.State == TrialState.Failed).Error);
    }

    [Fact]
    public void Run_APopulationOfNetworks_GoesOnFromCheckpointsWithOtherSettings()
    {
        var network = Trainers().Single(t => t.Family == TrainerFamily.Networks);
        var space = new SearchSpace
        {
            ["LearningRate"] = new UniformDoubleOption(1e-4, 0.1, logBase: true, defaultValue: 1e-3),
            ["Dropout"] = new UniformDoubleOption(0, 0.5, defaultValue: 0.1),
        };
        var small = new SweepableTrainer("Network", TrainerFamily.Networks, (context, p) =>
        {
            p["Width"] = Microsoft.ML.SearchSpace.Parameter.FromInt(16);
            p["Depth"] = Microsoft.ML.SearchSpace.Parameter.FromInt(1);
            p["Bins"] = Microsoft.ML.SearchSpace.Parameter.FromInt(0);
            p["Activation"] = Microsoft.ML.SearchSpace.Parameter.FromString("ReLU");
            p["WeightDecay"] = Microsoft.ML.SearchSpace.Parameter.FromDouble(0.01);
            return network.BuildFromOption(context, p);
        }, space)
        { FullBudget = 12 };
        var (session, pipeline) = Session([small]);
        var search = session.Search(pipeline, Sweeper.PopulationBased(new() { Population = 6, Generations = 4, Interval = 3 }));
        search.Run(new RunOptions { MaxConcurrency = 2 });
        Assert.Equal(24, session.Trials.Count);
        Assert.All(session.Trials, t => Assert.True(t.Succeeded, t.Error));
        Assert.All(session.Trials, t => Assert.Equal(t.Budget > 3, t.HasResumed));
        var copies = search.Study.Trials.Where(t => t.ParentId is int p && search.Study.Get(p).ConfigurationIndex != t.ConfigurationIndex).ToList();
        Assert.Equal(2 * 3, copies.Count);
    }

    [Fact]
    public void Run_ATrialPausedByHand_GoesOnLaterAsIfNothingHadBeen()
    {
        static PipelineSearch Search()
        {
            var (session, pipeline) = Session([.. Trainers().Where(t => t.Family == TrainerFamily.Networks)]);
            return session.Search(pipeline, Sweeper.Random(new() { MaxTrials = 3 }));
        }

        var whole = Search();
        whole.Run();
        var search = Search();
        Assert.Equal(RunEnd.Paused, search.Run(null, new Starts(id =>
        {
            if (id == 1)
            {
                search.Study.Pause(1);
            }
        })));
        Assert.Equal([TrialState.Completed, TrialState.Paused, TrialState.Completed], search.Study.Trials.Select(t => t.State));
        search.Study.Resume(1);
        Assert.Equal(RunEnd.PlanFinished, search.Run());
        Assert.Equal(whole.Study.Trials.Select(t => t.Value), search.Study.Trials.Select(t => t.Value));
    }

    [Fact]
    public void Run_ATrialGivenOtherSettings_GoesOnAsANewOne()
    {
        var (session, pipeline) = Session([.. Trainers().Where(t => t.Family == TrainerFamily.Networks)]);
        var search = session.Search(pipeline, Sweeper.Random(new() { MaxTrials = 2 }));
        string rate = search.Study.Space.Parameters.Single(p => p.Name.EndsWith("LearningRate", StringComparison.Ordinal)).Name;
        search.Run(null, new Starts(id =>
        {
            if (id == 0)
            {
                search.Study.ChangeSettings(0, Sweepers.Spaces.Configuration.Of((rate, 0.01)));
            }
        }));
        Assert.Equal(TrialState.Failed, search.Study.Get(0).State);
        var changed = Assert.Single(search.Study.Trials, t => t.ParentId == 0);
        Assert.Equal((TrialState.Completed, 0.01), (changed.State, changed.Configuration.GetDouble(rate)));
        Assert.Equal(3, search.Study.Trials.Count);
    }

    [Fact]
    public void Run_ABudgetOfRows_TrainsOnThatShareAndAnew()
    {
        var (session, pipeline) = Session(Trainers().Where(t => t.Family != TrainerFamily.Trees).ToArray(), TuningBudget.Rows);
        session.Run(pipeline, Sweeper.SuccessiveHalving(6, maxBudget: 9));
        Assert.All(session.Trials, t => Assert.True(t.Succeeded, t.Error));
        Assert.All(session.Trials, t => Assert.False(t.HasResumed));
        // A linear model is fitted again: on other rows it is another model.
        var promoted = session.Trials.Where(t => t.Budget > 1).ToList();
        Assert.NotEmpty(promoted);
        Assert.All(promoted, t => Assert.True(t.Seconds > 0));
    }

    [Fact]
    public void RowShare_OfALargerShare_HoldsTheSmallerOne()
    {
        var ml = new MLContext(1);
        var rows = TestTables.Rows(ml, 200, _ => true);
        int[] quarter = Numbers(RowShare.Take(rows, 0.25)), half = Numbers(RowShare.Take(rows, 0.5));
        Assert.Equal((50, 100), (quarter.Length, half.Length));
        Assert.Subset(half.ToHashSet(), quarter.ToHashSet());
        Assert.InRange(quarter.Average(), 80, 120);
        Assert.Equal(20, Numbers(RowShare.Take(rows, 0.01)).Length);
    }

    [Fact]
    public void Search_FromAStore_GoesOnWhereItStood()
    {
        var store = new MemoryStudyStore();
        var (session, pipeline) = Session([ExperimentSweepTests.Linear()]);
        var sweeper = Sweeper.Random(new() { MaxTrials = 6 });
        session.Search(pipeline, sweeper, store, "rows").Run(new RunOptions { MaxTrials = 4 });
        var (later, again) = Session([ExperimentSweepTests.Linear()]);
        var search = later.Search(again, sweeper, store, "rows");
        Assert.Equal(RunEnd.PlanFinished, search.Run());
        Assert.Equal((6, 2), (search.Study.Trials.Count, later.Trials.Count));
    }

    [Fact]
    public void Search_PromotedByAnotherWorker_GoesOnFromTheFirstOnesCheckpoints()
    {
        var folder = Directory.CreateTempSubdirectory("checkpoints");
        try
        {
            static string Scores(IEnumerable<TrialRecord> trials) => string.Join('\n', trials.OrderBy(t => t.Id).Select(t => $"{t.Id} {t.Budget:R} {t.Score:R}"));
            SweepableTrainer[] networks = [.. Trainers().Where(t => t.Family == TrainerFamily.Networks)];
            var sweeper = Sweeper.SuccessiveHalving(3, maxBudget: 9);
            var (alone, pipeline) = Session(networks);
            alone.Run(pipeline, sweeper);

            // As on two machines: nothing is shared but the database.
            string file = Path.Combine(folder.FullName, "studies.db");
            using (var store = new SqliteStudyStore(file))
            {
                var (session, first) = Session(networks);
                session.Search(first, sweeper, store).Run(new RunOptions { MaxTrials = 3 });
                Assert.All(session.Trials, t => Assert.False(t.HasResumed));
            }

            using var other = new SqliteStudyStore(file);
            var (later, second) = Session(networks);
            var search = later.Search(second, sweeper, other);
            search.Run();
            Assert.NotEmpty(later.Trials);
            Assert.All(later.Trials, t => Assert.True(t.HasResumed));
            Assert.Equal(Scores(alone.Trials.Where(t => t.Id >= 3)), Scores(later.Trials));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static int[] Numbers(IDataView rows) => [.. rows.GetColumn<float>("X").Select(x => (int)x)];

    private static SweepableTrainer[] Trainers() => ExperimentSweepTests.Trainers();

    private static SweepableTrainer Spy(Action look, bool alone)
    {
        var linear = ExperimentSweepTests.Linear();
        return new SweepableTrainer("Spy", TrainerFamily.Other, (context, parameter) => new Looking(linear.BuildFromOption(context, parameter), look), linear.SearchSpace)
        {
            FullBudget = 1,
            RunsAlone = alone,
        };
    }

    private static (TuningSession Session, SweepablePipeline Pipeline) Session(SweepableTrainer[] trainers, TuningBudget budget = TuningBudget.Training)
    {
        var ml = new MLContext(1);
        var (data, columns) = ExperimentSweepTests.Load(ml);
        var session = ml.Tuning().CreateSession(data, new TuningOptions { LabelColumnName = "left", Folds = 2, Seed = 1, MaxConcurrency = 1, Budget = budget });
        SweepablePipeline pipeline = ml.Tuning().Featurizer(data, columns).Append(trainers);
        return (session, pipeline);
    }

    private sealed class Looking(IEstimator<ITransformer> inner, Action look) : IEstimator<ITransformer>
    {
        public ITransformer Fit(IDataView input)
        {
            look();
            return inner.Fit(input);
        }

        public SchemaShape GetOutputSchema(SchemaShape inputSchema) => inner.GetOutputSchema(inputSchema);
    }

    private sealed class Starts(Action<int> start) : IMonitor
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

        public void ReportRunningTrial(TrialSettings settings) => start(settings.TrialId);
    }
}
