using MLNetTuning.Sweepers.Schedulers;
using MLNetTuning.Sweepers.Spaces;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Tests.Schedulers;

/// <summary>Every plan, stopped anywhere and read back, goes on as if it had not stopped; and only trials of one rung are ever weighed against each other.</summary>
public class ReplayTests
{
    private static readonly SearchSpace s_space = new(new FloatParameter("rate", 1e-4, 1, Scale.Log), new FloatParameter("drop", 0, 0.9));

    public static TheoryData<string, int> Cases
    {
        get
        {
            var cases = new TheoryData<string, int>();
            foreach (string name in new[] { "halving", "hyperband", "printed", "coslog4", "asha", "bohb", "population", "median", "percentile", "patience", "rounds" })
            {
                foreach (int stop in new[] { 1, 9, 17 })
                {
                    cases.Add(name, stop);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Study_ReadBack_GoesOnAsIfItHadNotStopped(string name, int stopAfter)
    {
        var whole = new Study(s_space, Named(name), new StudyOptions { Seed = 3 });
        whole.Run(Train);
        var store = new MemoryStudyStore();
        new Study(s_space, Named(name), new StudyOptions { Seed = 3, Store = store }).Run(Train, new RunOptions { MaxTrials = stopAfter });
        var second = new Study(s_space, Named(name), new StudyOptions { Seed = 3, Store = store });
        second.Run(Train);
        Assert.Equal(whole.Trials.Select(Tried), second.Trials.Select(Tried));
        Assert.True(whole.Trials.Count > stopAfter);
    }

    [Theory]
    [InlineData("halving")]
    [InlineData("hyperband")]
    [InlineData("printed")]
    [InlineData("coslog4")]
    [InlineData("asha")]
    public void Promotion_WhateverOtherRungsSay_DependsOnItsOwnRungAlone(string name)
    {
        // A monotone change of one rung's scale leaves its order, and with it every promotion, as it was.
        var one = new Study(s_space, Named(name), new StudyOptions { Seed = 3 });
        one.Run(run => Loss(run.Trial, run.Trial.Budget));
        var other = new Study(s_space, Named(name), new StudyOptions { Seed = 3 });
        other.Run(run => Loss(run.Trial, run.Trial.Budget) * Math.Pow(1000, run.Trial.Rung % 2));
        Assert.Equal(one.Trials.Select(t => (t.ParentId, t.Budget, t.Configuration)), other.Trials.Select(t => (t.ParentId, t.Budget, t.Configuration)));
    }

    private static Sweeper Named(string name) => name switch
    {
        "halving" => Sweeper.SuccessiveHalving(27, maxBudget: 27),
        "hyperband" => Sweeper.Hyperband(maxBudget: 9),
        "printed" => Sweeper.Hyperband(new HyperbandOptions { MaxBudget = 27, Sizes = HyperbandSizes.PrintedTable }),
        "coslog4" => Sweeper.Hyperband(new HyperbandOptions { Rungs = RungLadders.CosLog4(15) }),
        "asha" => Sweeper.Asha(maxBudget: 9, maxTrials: 30),
        "bohb" => Sweeper.Bohb(maxBudget: 9, iterations: 2),
        "population" => Sweeper.PopulationBased(new() { Population = 6, Generations = 4 }),
        "median" => Sweeper.Random(new() { MaxTrials = 20, Budget = 9 }).WithStopping(StoppingRule.Median()),
        "percentile" => Sweeper.Random(new() { MaxTrials = 20, Budget = 9 }).WithStopping(StoppingRule.Percentile(25)),
        "patience" => Sweeper.Random(new() { MaxTrials = 20, Budget = 9 }).WithStopping(StoppingRule.Patience(2)),
        _ => Sweeper.CoarseToFine(new() { Rounds = 3, TrialsPerRound = 8, Budget = 9 }),
    };

    private static double Train(TrialRun run)
    {
        for (int step = 1; step <= run.Trial.Budget; step++)
        {
            if (run.Report(step, Loss(run.Trial, step)) == TrialDecision.Stop)
            {
                return Loss(run.Trial, step);
            }
        }

        return Loss(run.Trial, run.Trial.Budget);
    }

    private static double Loss(Trial trial, double budget) => Math.Abs(Math.Log10(trial.Configuration.GetDouble("rate")) + 2) + trial.Configuration.GetDouble("drop") + 1 / budget;

    private static string Tried(Trial trial) => $"{trial.Id} {trial.ParentId} {trial.ConfigurationIndex} {trial.Budget} {trial.Configuration} {trial.State} {trial.Value:R}";
}
